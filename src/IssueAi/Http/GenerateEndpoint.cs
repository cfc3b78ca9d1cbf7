using IssueAi.Actions;
using IssueAi.Identity;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>POST /api/ai/{action}</c>: streams an answer for an issue.</summary>
public sealed class GenerateEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly IssueMemory _memory;
    private readonly RateLimiter _limiter;
    private readonly AnswerCost _cost;
    private readonly ResponseBroker _broker;
    private readonly EventStreamResponder _responder;
    private readonly RequestBoundary _boundary;

    internal GenerateEndpoint(
        ActionCatalog actions,
        IssueMemory memory,
        RateLimiter limiter,
        AnswerCost cost,
        ResponseBroker broker,
        EventStreamResponder responder,
        RequestBoundary boundary)
    {
        _actions = actions;
        _memory = memory;
        _limiter = limiter;
        _cost = cost;
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
        return _boundary.RunAsync(request.HttpContext, caller => OpenAsync(request, caller, action, cancellationToken));
    }

    private async Task<IResult> OpenAsync(HttpRequest request, Caller caller, string name, CancellationToken cancellationToken)
    {
        if (!_actions.TryGet(name, out var action))
            return Problems.NotFound($"There is no such action. There are: {string.Join(", ", _actions.Names.Order())}.");

        var read = await GenerateRequestReader.ReadAsync(request, cancellationToken);
        if (!read.Succeeded(out var generate, out var problem)) return problem;

        var check = _limiter.Begin(caller);
        if (check.Refusal is { } refusal) return Problems.RateLimited(request.HttpContext, refusal);
        if (await _memory.RecallAsync(caller.Tenant, generate.IssueId, generate.Sent, cancellationToken) is not { } recalled) return Problems.IssueUnknown();

        var wanted = new AnswerRequest(caller.Tenant, action, recalled.Issue, generate.Instructions, generate.Language, generate.Regenerate);
        var counting = check.CountAsync(_cost.AtMost(wanted));
        var remembering = RememberAsync(recalled, counting);
        var opened = await _broker.OpenAsync(wanted, counting);
        var admission = await counting;
        if (opened is null) return Problems.RateLimited(request.HttpContext, admission);

        if (admission.Requests is { } budget) RateLimitHeaders.Write(request.HttpContext.Response, budget);
        return new EventStreamResult(_responder, opened, after: 0, StreamQuery.IsResumable(request), remembering, cancellationToken);
    }

    // A refused request leaves nothing behind.
    private static async Task RememberAsync(RecalledIssue recalled, Task<Admission> counting)
    {
        if ((await counting).IsAdmitted) await recalled.RememberAsync();
    }
}
