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

/// <summary><c>POST /api/ai/{action}</c>: streams an answer for an issue.</summary>
public sealed class GenerateEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly IssueMemory _memory;
    private readonly EarlierAnswers _earlierAnswers;
    private readonly RateLimiter _limiter;
    private readonly AnswerCost _cost;
    private readonly ResponseBroker _broker;
    private readonly EventStreamResponder _responder;
    private readonly ProblemBoundary _boundary;
    private readonly IssueAiMetrics _metrics;
    private readonly TimeProvider _clock;

    internal GenerateEndpoint(
        ActionCatalog actions,
        IssueMemory memory,
        EarlierAnswers earlierAnswers,
        RateLimiter limiter,
        AnswerCost cost,
        ResponseBroker broker,
        EventStreamResponder responder,
        ProblemBoundary boundary,
        IssueAiMetrics metrics,
        TimeProvider clock)
    {
        _actions = actions;
        _memory = memory;
        _earlierAnswers = earlierAnswers;
        _limiter = limiter;
        _cost = cost;
        _broker = broker;
        _responder = responder;
        _boundary = boundary;
        _metrics = metrics;
        _clock = clock;
    }

    /// <summary>Checks the request and gives the stream, or the problem, to answer with.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="action">The action's name, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> HandleAsync(HttpRequest request, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var arrival = _clock.GetTimestamp();
        return _boundary.RunAsync(request.HttpContext, caller => OpenAsync(request, caller, action, arrival, cancellationToken));
    }

    private async Task<IResult> OpenAsync(HttpRequest request, Caller caller, string name, long arrival, CancellationToken cancellationToken)
    {
        if (!_actions.TryGet(name, out var action)) return Problems.ActionUnknown(_actions);

        var read = await GenerateRequestReader.ReadAsync(request, cancellationToken);
        if (!read.Succeeded(out var generate, out var problem)) return problem;

        var check = _limiter.Begin(caller);
        if (check.Refusal is { } refusal) return Refuse(request.HttpContext, action, refusal);

        // Beside what is remembered of the issue: neither depends on the other.
        var earlier = generate.Regenerate ? _earlierAnswers.FindNewestAsync(caller.Tenant, generate.IssueId, action.Name) : null;
        if (await _memory.RecallAsync(caller.Tenant, generate.IssueId, generate.Sent, cancellationToken) is not { } recalled) return Problems.IssueUnknown();

        var wanted = new AnswerRequest(caller.Tenant, action, recalled.Issue, generate.Instructions, generate.Language, earlier);
        var counting = check.CountAsync(_cost.AtMost(wanted));
        var opened = await _broker.OpenAsync(wanted, counting);
        var lease = await counting;
        if (opened is null) return Refuse(request.HttpContext, action, lease);

        if (lease.Requests is { } budget) RateLimitHeaders.Write(request.HttpContext.Response, budget);
        var stream = new RequestedStream(opened, after: 0, StreamQuery.IsResumable(request), recalled.RememberAsync) { Arrival = arrival };
        return new EventStreamResult(_responder, stream, cancellationToken);
    }

    private IResult Refuse(HttpContext context, IssueAction action, RateLimitLease lease)
    {
        _metrics.CountRejection(action.Name, isOutOfTokens: lease.Tokens is not null);
        return Problems.RateLimited(context, lease);
    }
}
