using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>One response with status 200: raw, streamed or whole.</summary>
internal sealed class Answer(HttpContext context, ObservedCall call, CompletionPlan plan, Pace pace)
{
    public Task SendAsync(CancellationToken cancellationToken)
    {
        context.Response.Headers["x-request-id"] = plan.Id;
        if (plan.Scenario.RawBody is { } bytes) return new RawAnswer(context, plan, pace).SendAsync(bytes, cancellationToken);
        return plan.Request.Stream
            ? new StreamedAnswer(context, call, plan, pace).SendAsync(cancellationToken)
            : new WholeAnswer(context, call, plan, pace).SendAsync(cancellationToken);
    }
}
