using System.Diagnostics;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Scenarios;

namespace IssueAi.Bench.Parts;

/// <summary>The cost of the log: latency, memory, table operations.</summary>
internal sealed class FiguresPart : IPart
{
    private readonly List<IScenario> _all =
        [new CachedReplay(), new RoundTrips(), new FirstFrame(), new FrameLatency(), new StreamMemory(), new TableOperations()];

    public string Section => "bench";

    public IReadOnlyList<string> Names => [.. _all.Select(scenario => scenario.Name)];

    public async Task<string> RunAsync(BenchOptions options)
    {
        var begun = Stopwatch.StartNew();
        var noise = new NoiseMeter();
        var scenarios = _all.Where(scenario => options.Wants(scenario.Name)).ToList();
        await using (var rig = await Rig.StartAsync())
        {
            await RunAsync(scenarios, options.Rounds, rig, noise);
        }

        var report = new Report(options.Rounds, begun.Elapsed, noise);
        foreach (var scenario in scenarios) scenario.Report(report);
        return report.ToMarkdown();
    }

    private static async Task RunAsync(List<IScenario> scenarios, int rounds, Rig rig, NoiseMeter noise)
    {
        foreach (var scenario in scenarios) await scenario.WarmUpAsync(rig);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var scenario in scenarios)
            {
                noise.Measure();
                var begun = Stopwatch.StartNew();
                await scenario.RunAsync(rig, round);
                Console.WriteLine($"Round {round}: {scenario.Name} took {begun.Elapsed.TotalSeconds:F0} s.");
            }
        }
    }
}
