using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Race.Reports;

/// <summary>The short table for the README.</summary>
internal static class ReadmeTable
{
    public static string Create(IReadOnlyList<RaceLaps> races, IReadOnlyList<string> names)
    {
        var (one, paced, flatOut) = (Find(races, "S1"), Find(races, "S2"), Find(races, "S3"));
        var table = new MarkdownTable(["route", "first event, one stream", "200 streams: CPU per event", "64 streams at full speed: events per second"]);
        foreach (var name in names) table.Add([name, Ratio(one, 0, name), Ratio(paced, 2, name), Ratio(flatOut, 0, name)]);

        return table.ToString();
    }

    private static RaceLaps Find(IReadOnlyList<RaceLaps> races, string scenario) => races.First(race => race.Scenario.Name == scenario);

    private static string Ratio(RaceLaps race, int measure, string name) =>
        race.Ratio(name, race.Scenario.Measures[measure]) is var ratio && double.IsFinite(ratio) ? ratio.ToString("0.00", Numbers.Format) : "–";
}
