using System.Diagnostics;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Scenarios;

namespace IssueAi.Bench;

/// <summary>Runs all scenarios in turn, round after round, and says what came out.</summary>
internal static class BenchRun
{
    // Whatever hangs, nobody waits for it longer than this.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        using var end = new CancellationTokenSource(Limit);
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            end.Cancel();
        };

        var scenarios = CreateScenarios().Where(scenario => options.Only is null || scenario.Name == options.Only).ToList();
        if (scenarios.Count == 0) throw new ArgumentException($"There is no scenario {options.Only}. There are: {string.Join(", ", CreateScenarios().Select(one => one.Name))}.");

        var begun = Stopwatch.StartNew();
        var noise = new NoiseMeter();
        await using (var rig = await Rig.StartAsync())
        {
            await RunAsync(scenarios, options.Rounds, rig, noise).WaitAsync(end.Token);
        }

        var report = new Report(options.Rounds, begun.Elapsed, noise);
        foreach (var scenario in scenarios) scenario.Report(report);
        Console.WriteLine(report.ToMarkdown());
        if (options.Only is null) PerformancePage.Update(report);
        return 0;
    }

    private static List<IScenario> CreateScenarios() =>
        [new CachedReplay(), new RoundTrips(), new FirstFrame(), new FrameLatency(), new StreamMemory(), new TableOperations()];

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
