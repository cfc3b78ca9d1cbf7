using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>Streams an answer, token by token, up to its end or to the failure it was told to have.</summary>
internal sealed class StreamedAnswer(HttpContext context, ObservedCall call, CompletionPlan plan, Pace pace)
{
    private readonly Scenario _scenario = plan.Scenario;

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_scenario.HoldHeaders) await pace.WaitForAsync(0, plan.Tokens.Count, cancellationToken);
        await EventStream.StartAsync(context.Response, cancellationToken);

        using var chunks = new ChunkWriter(context.Response.BodyWriter, plan);
        if (plan.IsAzure) await chunks.WritePromptFilterAsync(cancellationToken);
        if (!_scenario.HoldHeaders) await pace.WaitForAsync(0, plan.Tokens.Count, cancellationToken);
        await chunks.WriteRoleAsync(cancellationToken);

        if (!await SendTokensAsync(chunks, cancellationToken)) return;
        if (_scenario.IncludeFinish) await chunks.WriteFinishAsync(plan.FinishReason, cancellationToken);
        await EndAsync(chunks, cancellationToken);
    }

    /// <returns>Whether all were sent; otherwise the failure has had its way.</returns>
    private async Task<bool> SendTokensAsync(ChunkWriter chunks, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            if (index > 0) await pace.WaitForAsync(index, plan.Tokens.Count, cancellationToken);
            if (index == plan.FailAt)
            {
                await FailAsync(chunks, cancellationToken);
                return false;
            }

            if (index == plan.Tokens.Count) return true;
            await chunks.WriteTokenAsync(index, cancellationToken);
            call.CountToken();
        }
    }

    private Task FailAsync(ChunkWriter chunks, CancellationToken cancellationToken)
    {
        switch (_scenario.Failure)
        {
            case SimulatedFailure.AnswerFiltered:
                return StopAsFilteredAsync(chunks, cancellationToken);
            case SimulatedFailure.AsyncFiltered:
                return WithdrawAsync(chunks, cancellationToken);
            case SimulatedFailure.Stall:
                return pace.StallAsync(cancellationToken);
            case SimulatedFailure.Garbage:
                return chunks.WriteDataAsync("""{"choices":[{"delta":{"content":"cut"""u8, cancellationToken).AsTask();
            case SimulatedFailure.ErrorMidStream:
                return chunks.WriteErrorAsync(cancellationToken).AsTask();
            case SimulatedFailure.BreakOff:
                return BreakOff.AfterWhatWasSentAsync();
            default:
                return Task.CompletedTask;
        }
    }

    private async Task StopAsFilteredAsync(ChunkWriter chunks, CancellationToken cancellationToken)
    {
        await chunks.WriteFinishAsync("content_filter", cancellationToken);
        await EndAsync(chunks, cancellationToken);
    }

    private async Task WithdrawAsync(ChunkWriter chunks, CancellationToken cancellationToken)
    {
        var end = plan.PromptLength + plan.LengthOf(call.TokensSent);
        var kept = plan.PromptLength + plan.LengthOf(Math.Min(_scenario.KeptTokens, call.TokensSent));
        await chunks.WriteAnnotationAsync(plan.PromptLength, end, stops: false, cancellationToken);
        await chunks.WriteAnnotationAsync(kept, end, stops: true, cancellationToken);
        await EndAsync(chunks, cancellationToken);
    }

    private async Task EndAsync(ChunkWriter chunks, CancellationToken cancellationToken)
    {
        if (plan.Request.IncludeUsage) await chunks.WriteUsageAsync(call.TokensSent, cancellationToken);
        if (_scenario.IncludeDone) await chunks.WriteDoneAsync(cancellationToken);
    }
}
