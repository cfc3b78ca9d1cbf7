using IssueAi.Bench.Measures;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;
using IssueAi.LocalHost;

namespace IssueAi.Bench.Parts;

/// <summary>The savings and costs of <c>Accept-Encoding</c> for a running stream and for a stored response.</summary>
internal sealed class CompressionPart : IPart
{
    private const int Streams = 200;

    private static readonly string[] Codings = ["identity", "gzip", "br"];

    public string Section => "compression";

    public IReadOnlyList<string> Names => [Section];

    public async Task<string> RunAsync(BenchOptions options)
    {
        var (laps, noise, replays) = (new Dictionary<string, List<Lap>>(), new NoiseMeter(), string.Empty);
        var begun = DateTime.UtcNow;
        await using (var track = await RaceTrack.StartAsync(options with { Peers = [] }))
        {
            // A separate process for each, so that each has its own peak.
            var run = new RaceRun(track, noise);
            await using var started = new AsyncDisposables();
            var field = new List<(string Coding, Running Running)>();
            foreach (var coding in Codings)
            {
                var contender = track.Contenders.Create(ContenderList.Bare) with { Request = Requests.Issue($"Accept-Encoding: {coding}\r\n") };
                field.Add((coding, started.Add(await run.StartAsync(contender))));
                laps[coding] = [];
            }

            for (var round = 0; round < options.Rounds; round++)
            {
                noise.Measure();
                foreach (var (coding, running) in field) laps[coding].Add(await MeasureAsync(run, running, coding));
            }

            replays = await CompressedReplays.MeasureAsync(track, Codings, options.Rounds);
        }

        return $"{Table(laps)}\n{replays}\n{Machine.Describe(options.Rounds, DateTime.UtcNow - begun, noise)}";
    }

    private static async Task<Lap> MeasureAsync(RaceRun run, Running running, string coding)
    {
        var lap = await run.MeasureAsync(running, Scenario);
        Console.WriteLine(string.Create(
            Numbers.Format,
            $"compression {coding}: CPU per event {lap.CpuUsAFrame:F1} µs, p50 {lap.Load.LatencyMs.P50:F2} ms (load {lap.LoaderShare:P0} of a core, {lap.Load.Failed} failed {lap.Load.Failure})"));
        return lap;
    }

    private static RaceScenario Scenario => new("compression", "compression", new ModelScript(20), Streams, []) { Behaviour = plan => plan with { RampMs = 1000 } };

    private static string Table(Dictionary<string, List<Lap>> laps)
    {
        var table = new MarkdownTable([$"{Streams} streams, 20 ms per token", "Bytes per stream", "CPU per event", "Added latency, p50", "p99", "Peak memory"]);
        foreach (var coding in Codings)
        {
            table.Add(
            [
                coding,
                Cell(lap => (double)lap.Load.Bytes / Math.Max(1, lap.Load.Completed), "N0", ""),
                Cell(lap => lap.CpuUsAFrame, "F1", " µs"),
                Cell(lap => lap.Load.LatencyMs.P50, "F2", " ms"),
                Cell(lap => lap.Load.LatencyMs.P99, "F2", " ms"),
                Cell(lap => lap.PeakMiB, "F0", " MiB"),
            ]);

            string Cell(Func<Lap, double> of, string format, string unit)
            {
                var (value, plain) = (Samples.Of(laps[coding].Select(of)).Median, Samples.Of(laps[Codings[0]].Select(of)).Median);
                return $"{value.ToString(format, Numbers.Format)}{unit}, {Numbers.Ratio(value, plain)}";
            }
        }

        return table.ToString();
    }
}
