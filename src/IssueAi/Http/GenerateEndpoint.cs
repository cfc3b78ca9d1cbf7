using IssueAi.Actions;
using IssueAi.Responses;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>POST /api/ai/{action}</c>: streams an answer for an issue.</summary>
public sealed class GenerateEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly IssueMemory _memory;
    private readonly ResponseBroker _broker;
    private readonly EventStreamResponder _responder;
    private readonly RequestBoundary _boundary;

    internal GenerateEndpoint(
        ActionCatalog actions, IssueMemory memory, ResponseBroker broker, EventStreamResponder responder, RequestBoundary boundary)
    {
        _actions = actions;
        _memory = memory;
        _broker = broker;
        _responder = responder;
        _boundary = boundary;
    }

    /// <summary>Checks the request and gives the stream, or the problem, to answer with.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="action">The action's name, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> HandleAsync(HttpRequest request, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, () => OpenAsync(request, action, cancellationToken));
    }

    private async Task<IResult> OpenAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        if (!_actions.TryGet(name, out var action))
            return Problems.NotFound($"There is no such action. There are: {string.Join(", ", _actions.Names.Order())}.");

        var read = await GenerateRequestReader.ReadAsync(request, cancellationToken);
        if (!read.Succeeded(out var generate, out var problem)) return problem;

        var tenant = Tenants.Of(request);
        if (await _memory.RecallAsync(tenant, generate.IssueId, generate.Sent, cancellationToken) is not { } recalled) return Problems.IssueUnknown();

        var opened = await _broker.OpenAsync(
            new AnswerRequest(tenant, action, recalled.Issue, generate.Instructions, generate.Language, generate.Regenerate));
        return new EventStreamResult(
            _responder, opened, after: 0, StreamQuery.IsResumable(request), recalled.Remembering, cancellationToken);
    }
}
