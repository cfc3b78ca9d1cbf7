using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Reports;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The time of a token from the model to the client, with and without the log.</summary>
internal sealed class FrameLatency : IScenario
{
    private const int Tokens = 200;
    private const int StreamsARound = 3;
    private const double AddedLimitMs = 1;

    private readonly Samples _without = new();
    private readonly Samples _with = new();
    private readonly Samples _addedP99 = new();

    public string Name => "frame-latency";

    public async Task WarmUpAsync(Rig rig)
    {
        await MeasureAsync(rig, rig.Bare);
        await MeasureAsync(rig, rig.First);
    }

    public async Task RunAsync(Rig rig, int round)
    {
        for (var stream = 0; stream < StreamsARound; stream++)
        {
            var without = await MeasureAsync(rig, rig.Bare);
            var with = await MeasureAsync(rig, rig.First);
            _without.AddRange(without);
            _with.AddRange(with);
            _addedP99.Add(Samples.Of(with).Quantile(0.99) - Samples.Of(without).Quantile(0.99));
        }
    }

    public void Report(Report report)
    {
        report.Add(
            "Uncached: latency per event, p99 with the log minus p99 without, median of pairs of streams",
            $"{Numbers.Ms(_addedP99.Median)} ({Numbers.Ms(_addedP99.Quantile(0))} to {Numbers.Ms(_addedP99.Quantile(1))} in {_addedP99.Count} pairs)",
            $"under {AddedLimitMs} ms",
            _addedP99.Median < AddedLimitMs);
        report.Add(
            "Uncached: latency per event, all streams",
            $"p50 {Compare(0.5)}; p99 {Compare(0.99)} ({_with.Count} events each)");
    }

    private string Compare(double share)
    {
        var (with, without) = (_with.Quantile(share), _without.Quantile(share));
        return $"{Numbers.Ms(with)} with, {Numbers.Ms(without)} without: {Numbers.Ratio(with, without)}";
    }

    private static async Task<List<double>> MeasureAsync(Rig rig, Instance instance)
    {
        var tokens = new StampedTokens(Tokens);
        rig.Script(new Scenario { Chunks = tokens, TokenDelay = TimeSpan.FromMilliseconds(20) });
        using var stream = await instance.Client.StreamAsync(rig.NewPost());
        return [.. tokens.LatenciesMs(stream.TextAt)];
    }
}
