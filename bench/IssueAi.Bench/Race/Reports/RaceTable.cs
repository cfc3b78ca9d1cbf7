using IssueAi.Bench.Measures;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Race.Reports;

/// <summary>The figures of all contenders, and their ratio to those of the pass-through.</summary>
internal static class RaceTable
{
    public static string Create(IReadOnlyList<RaceLaps> races, IReadOnlyList<string> names)
    {
        var table = new MarkdownTable(["Scenario", "Figure", .. names]);
        foreach (var race in races)
        {
            foreach (var measure in race.Scenario.Measures)
                table.Add([race.Scenario.Name, measure.Title, .. names.Select(name => Cell(race, measure, name))]);
        }

        return table.ToString();
    }

    private static string Cell(RaceLaps race, Measure measure, string name)
    {
        var text = measure.Format(race.Median(name, measure));
        var ratio = race.Ratio(name, measure);
        return name == ContenderList.Yarp || !double.IsFinite(ratio) ? text : $"{text}, {Numbers.Ratio(ratio, 1)}";
    }
}
