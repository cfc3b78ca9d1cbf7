using System.Text;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Reports;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Parts;

/// <summary>The product compared with a pass-through and with hand-written routes.</summary>
internal sealed class RacePart : IPart
{
    public string Section => "race";

    public IReadOnlyList<string> Names { get; } = [.. RaceScenarios.All.Select(race => race.Name)];

    public async Task<string> RunAsync(BenchOptions options)
    {
        var (laps, noise) = (new List<RaceLaps>(), new NoiseMeter());
        var begun = DateTime.UtcNow;
        await using var track = await RaceTrack.StartAsync(options);
        foreach (var race in RaceScenarios.All.Where(race => options.Wants(race.Name)))
            laps.Add(await new RaceRun(track, noise).RunAsync(race, options.Peers, options.Rounds));

        if (options.IsWhole) Console.WriteLine($"For README.md:\n\n{ReadmeTable.Create(laps, options.Peers)}");
        return new StringBuilder()
            .Append(TargetTable.Create(laps, options.Peers))
            .Append(WorkerTable.IsFor(options.Peers) ? $"\n### As a function app\n\n{WorkerTable.Create(laps)}" : string.Empty)
            .Append("\n### Beside the others\n\n")
            .Append(RaceTable.Create(laps, options.Peers))
            .Append(Failures(laps))
            .Append($"\n{Machine.Describe(options.Rounds, DateTime.UtcNow - begun, noise)}\n")
            .ToString();
    }

    private static string Failures(List<RaceLaps> laps)
    {
        var failures = laps.SelectMany(race => race.Failures.Select(failure => $"- {race.Scenario.Name}, {failure.Key}: {failure.Value}\n")).ToList();
        return failures.Count == 0 ? string.Empty : $"\nFailures:\n\n{string.Concat(failures)}";
    }
}
