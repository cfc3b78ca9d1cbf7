using IssueAi.Actions.Catalog;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <inheritdoc cref="IStreamRunningEndpoint"/>
internal sealed class StreamRunningEndpoint(
    ActionCatalog actions,
    RunningResponses running,
    ResponseBroker broker,
    EventStreamResponder responder,
    IssueIdReader ids,
    ProblemBoundary boundary,
    IOptions<HistoryOptions> history) : IStreamRunningEndpoint
{
    public Task<IResult> GetAsync(HttpRequest request, string action, IssueIdPlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return boundary.RunAsync(request.HttpContext, RequestKind.Read, caller => OpenAsync(request, caller.Tenant, action, place, cancellationToken));
    }

    private async Task<IResult> OpenAsync(HttpRequest request, string tenant, string name, IssueIdPlace place, CancellationToken cancellationToken)
    {
        if (!actions.TryGet(name, out var action)) return Problems.ActionUnknown(actions);
        if (!ids.Read(request, place, IssueRoute.Stream).Succeeded(out var issueId, out var problem)) return problem;
        if (!StreamQuery.TryReadAfter(request, out var after, out problem)) return problem;
        if (!history.Value.Enabled) return Problems.HistoryOff();

        // A moment later another response may be running, or none.
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return await running.FindNewestAsync(tenant, issueId, action.Name, cancellationToken) is { } responseId
            && await broker.ReopenAsync(tenant, responseId, after, cancellationToken) is { IsAtEnd: false } opened
            ? new EventStreamResult(responder, new RequestedStream(opened, after, isResumable: true), cancellationToken)
            : Results.NoContent();
    }
}
