using System.Diagnostics;

namespace IssueAi.Bench.Race.Load;

/// <summary>Executes a plan and adds up its clients' observations.</summary>
internal static class LoadGenerator
{
    public static async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        using var limit = new CancellationTokenSource(plan.LimitMs);
        var asked = -1;
        var callers = Enumerable.Range(0, plan.Callers)
            .Select(index => new LoadCaller(plan, plan.Ports[index % plan.Ports.Count], () => plan.FirstCaller + (Interlocked.Increment(ref asked) / plan.AskingAlike)))
            .ToList();
        var begun = Stopwatch.StartNew();
        await Task.WhenAll(callers.Select((caller, index) => RunAsync(caller, plan.RampMs * index / plan.Callers, limit.Token)));
        return Sum(callers, begun.Elapsed);
    }

    private static async Task RunAsync(LoadCaller caller, int waitMs, CancellationToken cancellationToken)
    {
        if (waitMs > 0) await Task.Delay(waitMs, CancellationToken.None);
        await caller.RunAsync(cancellationToken);
    }

    private static LoadResult Sum(List<LoadCaller> callers, TimeSpan elapsed) => new()
    {
        Completed = callers.Sum(caller => caller.WholesMs.Count),
        Failed = callers.Sum(caller => caller.Failures.Count),
        Failure = callers.SelectMany(caller => caller.Failures).FirstOrDefault(),
        Frames = callers.Sum(caller => caller.Frames),
        Bytes = callers.Sum(caller => caller.Bytes),
        ElapsedMs = elapsed.TotalMilliseconds,
        FirstFrameMs = Quantiles.Of(callers.SelectMany(caller => caller.FirstFramesMs)),
        WholeMs = Quantiles.Of(callers.SelectMany(caller => caller.WholesMs)),
        LatencyMs = Quantiles.Of(callers.SelectMany(caller => caller.AgesUs).Select(age => age / 1000.0)),
        Departures = [.. callers.SelectMany(caller => caller.Departures)],
    };
}
