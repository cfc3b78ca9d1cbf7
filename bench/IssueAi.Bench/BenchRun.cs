using System.Diagnostics;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Reports;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Scenarios;

namespace IssueAi.Bench;

/// <summary>Runs all scenarios in turn, round after round, and says what came out.</summary>
internal static class BenchRun
{
    // Whatever hangs, nobody waits for it longer than this.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(28);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        using var end = new CancellationTokenSource(Limit);
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            end.Cancel();
        };

        var scenarios = CreateScenarios().Where(scenario => options.Wants(scenario.Name)).ToList();
        var races = RaceScenarios.All.Where(race => options.Wants(race.Name)).ToList();
        if (scenarios.Count + races.Count == 0) throw new ArgumentException($"There is no scenario {string.Join(",", options.Only)}. There are: {string.Join(", ", AllNames())}.");

        var begun = Stopwatch.StartNew();
        var noise = new NoiseMeter();
        if (races.Count > 0) await RaceAsync(races, options, noise).WaitAsync(end.Token);
        if (scenarios.Count > 0) await RunAsync(scenarios, options, noise, begun).WaitAsync(end.Token);
        return 0;
    }

    private static IEnumerable<string> AllNames() => RaceScenarios.All.Select(race => race.Name).Concat(CreateScenarios().Select(one => one.Name));

    private static List<IScenario> CreateScenarios() =>
        [new CachedReplay(), new RoundTrips(), new FirstFrame(), new FrameLatency(), new StreamMemory(), new TableOperations()];

    private static async Task RaceAsync(List<RaceScenario> races, BenchOptions options, NoiseMeter noise)
    {
        if (options.Peers.Any(peer => peer is "node" or "ai-sdk")) await NodePeers.InstallAsync();
        var laps = new List<RaceLaps>();
        await using (var track = await RaceTrack.StartAsync(options.HasLogProbabilities))
        {
            var run = new RaceRun(track, noise);
            foreach (var race in races) laps.Add(await run.RunAsync(race, options.Peers, options.Rounds));
        }

        Console.WriteLine();
        Console.WriteLine(RaceTable.Create(laps, options.Peers));
        Console.WriteLine($"Noise of the machine: {noise}.");
    }

    private static async Task RunAsync(List<IScenario> scenarios, BenchOptions options, NoiseMeter noise, Stopwatch begun)
    {
        await using (var rig = await Rig.StartAsync())
        {
            await RunAsync(scenarios, options.Rounds, rig, noise);
        }

        var report = new Report(options.Rounds, begun.Elapsed, noise);
        foreach (var scenario in scenarios) scenario.Report(report);
        Console.WriteLine(report.ToMarkdown());
        if (options.IsWhole) PerformancePage.Update(report);
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
