using IssueAi.Bench.Measures;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Race.Reports;

/// <summary>The product's targets next to its figures.</summary>
internal static class TargetTable
{
    public static string Create(IReadOnlyList<RaceLaps> races, IReadOnlyList<string> names)
    {
        var table = new MarkdownTable(["Scenario", "Figure", "Product", "Measured", "To YARP", "To reach", "Reached"]);
        foreach (var name in names.Where(name => Kind(name) is ContenderList.Bare or ContenderList.Full or ContenderList.FullOnEmptyTables))
        {
            foreach (var race in races)
            {
                foreach (var measure in race.Scenario.Measures)
                {
                    if (TargetOf(name, measure) is { } target) table.Add(Row(race, measure, name, target));
                }
            }
        }

        return table.ToString();
    }

    private static string Kind(string name) => name.Split('@')[0];

    private static Target? TargetOf(string name, Measure measure) => Kind(name) == ContenderList.Bare ? measure.Bare : measure.Full;

    private static string[] Row(RaceLaps race, Measure measure, string name, Target target)
    {
        // The round trips are Azurite's.
        var roundTrips = Kind(name) == ContenderList.Full ? target.RoundTrips : 0;
        var (value, ratio) = (race.Median(name, measure), race.RatioLess(roundTrips, name, measure));
        var less = roundTrips == 0 ? string.Empty : $" less {Numbers.Ms(roundTrips * race.RoundTripMs)} for the tables";
        return
        [
            $"{race.Scenario.Name}: {race.Scenario.Title}", measure.Title, name, measure.Format(value),
            target.IsRatio && double.IsFinite(ratio) ? Numbers.Ratio(ratio, 1) + less : string.Empty, target.ToString(), target.IsReached(value, ratio) ? "yes" : "**no**",
        ];
    }
}
