using IssueAi.Bench.Measures;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Growth;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Parts;

/// <summary>Latency, processor time and memory as functions of the number of streams.</summary>
internal sealed class GrowthPart : IPart
{
    private const string Chart = "docs/images/growth.svg";
    private const double IntervalMs = 250;
    private const int Tokens = 20;
    private const int ComingASecond = 1000;
    private const int LimitMs = 45_000;

    private static readonly int[] Streams = [10, 100, 1000, 5000];

    public string Section => "growth";

    public IReadOnlyList<string> Names => [Section];

    public async Task<string> RunAsync(BenchOptions options)
    {
        var (points, noise) = (new List<GrowthPoint>(), new NoiseMeter());
        var begun = DateTime.UtcNow;
        await using var track = await RaceTrack.StartAsync(options);
        foreach (var name in options.Peers)
        {
            noise.Measure();
            await RunAsync(new RaceRun(track, noise), track, name, points);
        }

        if (options.WritesPage) await File.WriteAllTextAsync(Path.Combine(CheckoutFolder.Path, Chart), GrowthChart.Draw(points, options.Peers));
        return $"{Table(points)}\n{Machine.Describe(rounds: 1, DateTime.UtcNow - begun, noise)}";
    }

    private static async Task RunAsync(RaceRun run, RaceTrack track, string name, List<GrowthPoint> points)
    {
        await using var running = await run.StartAsync(track.Contenders.Create(name));
        foreach (var streams in Streams)
        {
            var lap = await run.MeasureAsync(running, Create(streams));
            points.Add(new GrowthPoint(name, streams, lap.Load.LatencyMs.P50, lap.CpuMs / lap.Load.ElapsedMs * 100, lap.PeakMiB, lap.Load.Failed));
            Console.WriteLine(string.Create(Numbers.Format, $"growth {name}, {streams} streams: p50 {lap.Load.LatencyMs.P50:F2} ms, {lap.Load.Failed} failed {lap.Load.Failure} (load {lap.LoaderShare:P0}, model {lap.ModelShare:P0} of a core)"));

            // A contender that fails at one number isn't tried with a higher one, and its process may be unusable.
            if (lap.Load.Failed > 0) return;
        }
    }

    private static RaceScenario Create(int streams) => new("growth", "growth", new ModelScript(IntervalMs, Tokens), streams, [])
    {
        Behaviour = plan => plan with { RampMs = Math.Max((int)IntervalMs, 1000 * streams / ComingASecond), LimitMs = LimitMs },
    };

    private static string Table(List<GrowthPoint> points)
    {
        var table = new MarkdownTable(["", "Streams", "Added latency, p50", "CPU, of a core", "Peak memory", "Failed"]);
        foreach (var point in points)
        {
            table.Add(
            [
                point.Contender, point.Streams.ToString("N0", Numbers.Format), Numbers.Ms(point.LatencyMs),
                string.Create(Numbers.Format, $"{point.CpuPercent:F1} %"), string.Create(Numbers.Format, $"{point.PeakMiB:F0} MiB"), $"{point.Failed}",
            ]);
        }

        return table.ToString();
    }
}
