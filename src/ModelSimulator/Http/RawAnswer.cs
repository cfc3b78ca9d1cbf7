using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>Sends given bytes in given writes, for tests of how a reader copes with awkward cuts.</summary>
internal sealed class RawAnswer(HttpContext context, CompletionPlan plan, Pace pace)
{
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!plan.Scenario.HoldHeaders) await EventStream.StartAsync(context.Response, cancellationToken);

        int[] cuts = [0, .. plan.Scenario.RawSplits, bytes.Length];
        var writes = cuts.Length - 1;
        for (var write = 0; write < writes; write++)
        {
            await pace.WaitForAsync(write, writes, cancellationToken);
            if (!context.Response.HasStarted) await EventStream.StartAsync(context.Response, cancellationToken);
            await context.Response.BodyWriter.WriteAsync(bytes[cuts[write]..cuts[write + 1]], cancellationToken);
        }

        await pace.WaitForAsync(writes, writes, cancellationToken);
        if (plan.Scenario.Failure is SimulatedFailure.BreakOff) await BreakOff.AfterWhatWasSentAsync();
        if (plan.Scenario.Failure is SimulatedFailure.Stall) await pace.StallAsync(cancellationToken);
    }
}
