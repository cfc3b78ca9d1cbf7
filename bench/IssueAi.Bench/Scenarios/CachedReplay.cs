using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The time to first event of a cached response.</summary>
internal sealed class CachedReplay : IScenario
{
    private const int Tokens = 200;
    private const int Requests = 200;
    private const double FirstFrameLimitMs = 25;

    private readonly Samples _firstFrame = new();
    private IssuePost? _post;

    public string Name => "cached-replay";

    public async Task WarmUpAsync(Rig rig)
    {
        rig.Script(new Scenario { Chunks = new StampedTokens(Tokens) });
        _post = rig.NewPost();
        for (var request = 0; request < Requests; request++) await rig.First.Client.StreamAsync(_post);
    }

    public async Task RunAsync(Rig rig, int round)
    {
        for (var request = 0; request < Requests; request++) _firstFrame.Add(await MeasureAsync(rig));
    }

    public void Report(Report report)
    {
        report.Add(
            "Cached replay: request to first text event, p50",
            $"{Numbers.Ms(_firstFrame.Median)} (p99 {Numbers.Ms(_firstFrame.Quantile(0.99))}, {_firstFrame.Count} requests)",
            $"under {FirstFrameLimitMs} ms",
            _firstFrame.Median < FirstFrameLimitMs);
    }

    private async Task<double> MeasureAsync(Rig rig) => (await rig.First.Client.StreamAsync(_post!)).FirstFrameMs;
}
