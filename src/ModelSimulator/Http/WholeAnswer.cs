using System.Buffers;
using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>Sends an answer as one JSON document, after the time its tokens would have taken.</summary>
internal sealed class WholeAnswer(HttpContext context, ObservedCall call, CompletionPlan plan, Pace pace)
{
    private const int CutBytes = 40;

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        var tokens = Math.Min(plan.FailAt, plan.Tokens.Count);
        await pace.WaitForWholeAsync(tokens, cancellationToken);

        switch (plan.Scenario.Failure)
        {
            case SimulatedFailure.BreakOff:
                context.Abort();
                break;
            case SimulatedFailure.Stall:
                await pace.StallAsync(cancellationToken);
                break;
            case SimulatedFailure.ErrorMidStream:
                await Errors.Failed(StatusCodes.Status500InternalServerError, retryAfter: null).WriteAsync(context.Response, cancellationToken);
                break;
            case SimulatedFailure.CloseEarly or SimulatedFailure.Garbage:
                await WriteAsync(tokens, isWhole: false, cancellationToken);
                break;
            default:
                await WriteAsync(tokens, isWhole: true, cancellationToken);
                break;
        }
    }

    private async Task WriteAsync(int tokens, bool isWhole, CancellationToken cancellationToken)
    {
        var isFiltered = plan.Scenario.Failure is SimulatedFailure.AnswerFiltered or SimulatedFailure.AsyncFiltered;
        var body = new ArrayBufferWriter<byte>();
        CompletionBody.Write(body, plan, tokens, isFiltered ? "content_filter" : plan.FinishReason);

        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(isWhole ? body.WrittenMemory : body.WrittenMemory[..CutBytes], cancellationToken);
        for (var token = 0; token < tokens; token++) call.CountToken();
    }
}
