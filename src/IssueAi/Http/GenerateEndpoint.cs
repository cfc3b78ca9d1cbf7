using IssueAi.Actions;
using IssueAi.Actions.Catalog;
using IssueAi.Identity;
using IssueAi.Issues;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <inheritdoc cref="IGenerateEndpoint"/>
internal sealed class GenerateEndpoint(
    JsonBody body,
    ActionCatalog actions,
    IssueMemory memory,
    EarlierAnswers earlierAnswers,
    RateLimiter limiter,
    RequestThrottle throttle,
    AnswerCost cost,
    ResponseBroker broker,
    EventStreamResponder responder,
    ProblemBoundary boundary,
    IssueAiMetrics metrics,
    TimeProvider clock) : IGenerateEndpoint
{
    public Task<IResult> HandleAsync(HttpRequest request, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var arrival = clock.GetTimestamp();
        return boundary.RunAsync(request.HttpContext, caller => OpenAsync(request, caller, action, arrival, cancellationToken));
    }

    private async Task<IResult> OpenAsync(HttpRequest request, Caller caller, string name, long arrival, CancellationToken cancellationToken)
    {
        if (!actions.TryGet(name, out var action)) return Problems.ActionUnknown(actions);

        var read = await body.ReadAsync(request, GenerateRequestReader.Read, cancellationToken);
        if (!read.Succeeded(out var generate, out var problem)) return problem;

        // A request for an unknown issue reads storage and takes nothing from the limits of responses.
        if ((generate.Sent.Description ?? generate.Message) is null && throttle.Refuse(RequestKind.Read, caller) is { } quota)
        {
            metrics.CountRejection(action.Name, isOutOfTokens: false);
            return Problems.RateLimited(request.HttpContext, quota);
        }

        var check = limiter.Begin(caller, waitsForReads: generate.Regenerate || !generate.Sent.IsWhole);
        if (check.Refusal is { } refusal) return Refuse(request.HttpContext, action, refusal);

        // In parallel with the stored issue: neither depends on the other.
        var earlier = generate.Regenerate ? earlierAnswers.FindNewestAsync(caller.Tenant, generate.IssueId, action.Name) : null;
        if (await memory.RecallAsync(caller.Tenant, generate.IssueId, generate.Sent, generate.Message, cancellationToken) is not { } recalled) return Problems.IssueUnknown();

        var wanted = new AnswerRequest(caller.Tenant, action, recalled.Issue, generate.Instructions, generate.Language, earlier);
        var counting = check.CountAsync(cost.AtMost(wanted));
        var opened = await broker.OpenAsync(wanted, counting);
        var lease = await counting;
        if (opened is null) return Refuse(request.HttpContext, action, lease);

        if (lease.Requests is { } budget) RateLimitHeaders.Write(request.HttpContext.Response, budget);
        var stream = new RequestedStream(opened, after: 0, StreamQuery.IsResumable(request), recalled.RememberAsync) { Arrival = arrival };
        return new EventStreamResult(responder, stream, cancellationToken);
    }

    private IResult Refuse(HttpContext context, IssueAction action, RateLimitLease lease)
    {
        metrics.CountRejection(action.Name, isOutOfTokens: lease.Tokens is not null);
        return Problems.RateLimited(context, lease);
    }
}
