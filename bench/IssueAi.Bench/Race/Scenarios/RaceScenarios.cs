using IssueAi.Bench.Race.Model;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>The loads for the comparison of servers.</summary>
internal static class RaceScenarios
{
    // 2,000 streams of 200 tokens would take 50 s per lap; 40 tokens are sufficient.
    private const int TokensOfMany = 40;

    public static IReadOnlyList<RaceScenario> All { get; } =
    [
        new("S1", "one stream after the other, at full speed", new ModelScript(0), Callers: 1,
        [
            new("time to first event, p50", " ms", lap => lap.Load.FirstFrameMs.P50) { Bare = Target.AtMostTimes(1.3), Full = Target.AtMostTimes(1.5, roundTrips: 3), Worker = Target.AtMostTimes(1) },
            new("whole stream, p50", " ms", lap => lap.Load.WholeMs.P50) { Bare = Target.AtMostTimes(1.2), Worker = Target.AtMostTimes(1) },
        ]) { Behaviour = plan => plan with { StreamsEach = 150, LimitMs = 30_000 } },

        new("S1b", "one stream, 5 ms per token", new ModelScript(5), Callers: 1,
        [
            new("added latency, p50", " ms", lap => lap.Load.LatencyMs.P50) { Bare = Target.AtMostTimes(0.9), Full = Target.AtMostTimes(1.2), Worker = Target.AtMostTimes(1) },
        ]) { Behaviour = plan => plan with { StreamsEach = 3 } },

        new("S2", "200 streams, 20 ms per token", new ModelScript(20), Callers: 200,
        [
            new("added latency, p50", " ms", lap => lap.Load.LatencyMs.P50) { Bare = Target.AtMostTimes(1.1), Full = Target.AtMostTimes(1.4), Worker = Target.AtMostTimes(0.7) },
            new("added latency, p99", " ms", lap => lap.Load.LatencyMs.P99) { Bare = Target.AtMostTimes(2), Full = Target.AtMostTimes(4), Worker = Target.AtMostTimes(1) },
            new("CPU per event", " µs", lap => lap.CpuUsAFrame) { Bare = Target.AtMostTimes(0.85), Full = Target.AtMostTimes(1.3), Worker = Target.AtMostTimes(0.7) },
            new("peak memory", " MiB", lap => lap.PeakMiB) { Bare = Target.AtMostTimes(1.1), Full = Target.AtMostTimes(1.3) },
        ]) { Behaviour = plan => plan with { RampMs = 1000 } },

        new("S3", "64 streams at full speed", new ModelScript(0), Callers: 64,
        [
            new("events per second", "", lap => lap.FramesASecond) { Bare = Target.AtLeastTimes(1.15), Full = Target.AtLeastTimes(0.8), Worker = Target.AtLeastTimes(1.5) },
            new("CPU per event", " µs", lap => lap.CpuUsAFrame) { Bare = Target.AtMostTimes(1.5), Full = Target.AtMostTimes(2.5), Worker = Target.AtMostTimes(1) },
            new("peak memory", " MiB", lap => lap.PeakMiB),
        ]) { Behaviour = plan => plan with { DurationMs = 4000, LimitMs = 30_000 } },

        new("S3w", "64 streams at full speed, 8 tokens per write", new ModelScript(0) { TokensPerWrite = 8 }, Callers: 64,
        [
            new("events per second", "", lap => lap.FramesASecond) { Bare = Target.AtLeastTimes(1), Worker = Target.AtLeastTimes(1) },
            new("CPU per event", " µs", lap => lap.CpuUsAFrame) { Bare = Target.AtMostTimes(1.5), Worker = Target.AtMostTimes(1) },
        ]) { Behaviour = plan => plan with { DurationMs = 4000, LimitMs = 30_000 } },

        new("S3p", "64 streams at full speed, each answer in one piece", new ModelScript(0) { IsInOnePiece = true }, Callers: 64,
        [
            new("events per second", "", lap => lap.FramesASecond),
            new("CPU per event", " µs", lap => lap.CpuUsAFrame),
            new("peak memory", " MiB", lap => lap.PeakMiB),
        ]) { Behaviour = plan => plan with { DurationMs = 3000, LimitMs = 30_000 } },

        new("S4b", "2,000 streams, 250 ms per token", new ModelScript(250, TokensOfMany), Callers: 2000,
        [
            new("complete streams", "", lap => lap.Load.Completed) { Bare = Target.AtLeast(2000), Full = Target.AtLeast(2000) },
            new("added latency, p50", " ms", lap => lap.Load.LatencyMs.P50) { Bare = Target.AtMostTimes(1.1), Worker = Target.AtMostTimes(1) },
            new("CPU per event", " µs", lap => lap.CpuUsAFrame) { Bare = Target.AtMostTimes(1), Worker = Target.AtMostTimes(1) },
            new("peak memory", " MiB", lap => lap.PeakMiB) { Full = Target.AtMostTimes(1.5) },
        ]) { Behaviour = plan => plan with { RampMs = 2000, LimitMs = 60_000 } },

        new("S5", "200 clients disconnect after 10 events", new ModelScript(20), Callers: 200,
        [
            new("aborts seen by the model", "", lap => lap.AbortsSeen) { Bare = Target.AtLeast(1), Full = Target.AtLeast(1) },
            new("delay of the abort, p50", " ms", lap => lap.AbortDelayMs) { Bare = Target.AtMost(2), Full = Target.AtMost(10), Worker = Target.AtMostTimes(1) },
            new("tokens written per stream", "", lap => lap.TokensWritten) { Bare = Target.AtMost(11.3), Full = Target.AtMost(11.3) },
        ]) { Behaviour = plan => plan with { RampMs = 1000, LeaveAfter = 10, LimitMs = 30_000 } },
    ];
}
