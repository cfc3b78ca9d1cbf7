using IssueAi.Actions.Catalog;
using IssueAi.Responses;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary><c>GET /api/ai/{action}/{issueId}/stream</c>: attaches to the response that is being written for an issue.</summary>
public sealed class StreamRunningEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly RunningResponses _running;
    private readonly ResponseBroker _broker;
    private readonly EventStreamResponder _responder;
    private readonly IssueIdReader _ids;
    private readonly ProblemBoundary _boundary;
    private readonly IOptions<HistoryOptions> _history;

    internal StreamRunningEndpoint(
        ActionCatalog actions,
        RunningResponses running,
        ResponseBroker broker,
        EventStreamResponder responder,
        IssueIdReader ids,
        ProblemBoundary boundary,
        IOptions<HistoryOptions> history)
    {
        _actions = actions;
        _running = running;
        _broker = broker;
        _responder = responder;
        _ids = ids;
        _boundary = boundary;
        _history = history;
    }

    /// <summary>Gives the stream of the newest response to an action that is still running, from its first event on; 204 where none is.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="action">The action's name, from the route.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> GetAsync(HttpRequest request, string action, IssueIdPlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, caller => OpenAsync(request, caller.Tenant, action, place, cancellationToken));
    }

    private async Task<IResult> OpenAsync(HttpRequest request, string tenant, string name, IssueIdPlace place, CancellationToken cancellationToken)
    {
        if (!_actions.TryGet(name, out var action)) return Problems.ActionUnknown(_actions);
        if (!_ids.Read(request, place, IssueRoute.Stream).Succeeded(out var issueId, out var problem)) return problem;
        if (!StreamQuery.TryReadAfter(request, out var after, out problem)) return problem;
        if (!_history.Value.Enabled) return Problems.HistoryOff();

        // What runs now may be another response a moment later, or none.
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return await _running.FindNewestAsync(tenant, issueId, action.Name, cancellationToken) is { } responseId
            && await _broker.ReopenAsync(tenant, responseId, after, cancellationToken) is { IsAtEnd: false } opened
            ? new EventStreamResult(_responder, new RequestedStream(opened, after, isResumable: true), cancellationToken)
            : Results.NoContent();
    }
}
