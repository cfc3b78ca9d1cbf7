using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Reports;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The delay of an uncached response's first frame that the log causes, beyond the table operations that the response waits for.</summary>
internal sealed class FirstFrame : IScenario
{
    // Events after the first one don't matter here, so there are many short responses.
    private const int Tokens = 5;
    private const int Requests = 60;
    private const double AddedLimitMs = 5;

    // An uncached response waits for the election only; all other writes happen in the background.
    private const string WaitedForTable = "CacheKeys";

    private readonly Samples _without = new();
    private readonly Samples _with = new();
    private readonly Samples _beyondStorage = new();

    public string Name => "first-frame";

    public async Task WarmUpAsync(Rig rig)
    {
        Script(rig);
        for (var request = 0; request < Requests; request++)
        {
            await MeasureAsync(rig, rig.Bare);
            await MeasureAsync(rig, rig.First);
        }
    }

    public async Task RunAsync(Rig rig, int round)
    {
        Script(rig);
        for (var request = 0; request < Requests; request++)
        {
            _without.Add(await MeasureAsync(rig, rig.Bare));

            rig.First.Tap.Take();
            var firstFrame = await MeasureAsync(rig, rig.First);
            _with.Add(firstFrame);
            _beyondStorage.Add(firstFrame - rig.First.Tap.Take().Where(operation => operation.Table == WaitedForTable).Sum(operation => operation.DurationMs));
        }
    }

    public void Report(Report report)
    {
        var added = _beyondStorage.Median - _without.Median;
        report.Add(
            "Uncached: first text event with the log, less its storage round trips, minus without the log, p50",
            $"{Numbers.Ms(added)} (with {Numbers.Ms(_with.Median)}, less round trips {Numbers.Ms(_beyondStorage.Median)}, without {Numbers.Ms(_without.Median)}: {Numbers.Ratio(_with.Median, _without.Median)} in all; {_with.Count} requests each)",
            $"under {AddedLimitMs} ms",
            added < AddedLimitMs);
    }

    private static void Script(Rig rig) => rig.Script(new Scenario { Chunks = new StampedTokens(Tokens), TokenDelay = TimeSpan.FromMilliseconds(20) });

    private static async Task<double> MeasureAsync(Rig rig, Instance instance) => (await instance.Client.StreamAsync(rig.NewPost())).FirstFrameMs;
}
