using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Race.Reports;

/// <summary>The short table for the project's front page.</summary>
internal static class ReadmeTable
{
    public static string Create(IReadOnlyList<RaceLaps> races, IReadOnlyList<string> names)
    {
        var (one, paced, flatOut) = (Find(races, "S1"), Find(races, "S2"), Find(races, "S3"));
        var table = new MarkdownTable(["route", "one stream: time to first frame", "200 streams, 20 ms a token: added p50 / p99, CPU a frame", "64 streams flat out: frames/s, CPU a frame", "memory flat out"]);
        foreach (var name in names)
        {
            table.Add(
            [
                name,
                Ratio(one, 0, name),
                $"{Ratio(paced, 0, name)} / {Ratio(paced, 1, name)}, {Ratio(paced, 2, name)}",
                $"{Ratio(flatOut, 0, name)}, {Ratio(flatOut, 1, name)}",
                flatOut.Scenario.Measures[2].Format(flatOut.Median(name, flatOut.Scenario.Measures[2])),
            ]);
        }

        return table.ToString();
    }

    private static RaceLaps Find(IReadOnlyList<RaceLaps> races, string scenario) => races.First(race => race.Scenario.Name == scenario);

    private static string Ratio(RaceLaps race, int measure, string name) =>
        race.Ratio(name, race.Scenario.Measures[measure]) is var ratio && double.IsFinite(ratio) ? ratio.ToString("0.00", Numbers.Format) : "–";
}
