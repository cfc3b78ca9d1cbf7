using IssueAi.Bench.Measures;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Race.Reports;

/// <summary>The figures of a race as a table: the pass-through's own, and everyone's ratio to them.</summary>
internal static class RaceTable
{
    public static string Create(IReadOnlyList<RaceLaps> races, IReadOnlyList<string> names)
    {
        var hasYarp = names.Contains(ContenderList.Yarp);
        var table = new MarkdownTable(["Scenario", "Figure", .. names]);
        foreach (var race in races)
        {
            foreach (var measure in race.Scenario.Measures)
                table.Add([race.Scenario.Name, measure.Title, .. names.Select(name => Cell(race, measure, name, hasYarp))]);
        }

        return table.ToString();
    }

    private static string Cell(RaceLaps race, Measure measure, string name, bool hasYarp)
    {
        var value = race.Median(name, measure);
        var text = measure.Format(value);
        if (!hasYarp || name == ContenderList.Yarp || double.IsNaN(value)) return text;

        var ratio = race.Ratio(name, measure);
        return $"{text}, {Numbers.Ratio(ratio, 1)}{Verdict(name, measure, value, ratio)}";
    }

    private static string Verdict(string name, Measure measure, double value, double ratio)
    {
        var target = name.Split('@')[0] switch { ContenderList.Bare => measure.Bare, ContenderList.Full => measure.Full, _ => null };
        if (target is null) return string.Empty;
        return $" ({target}: {(target.IsReached(value, ratio) ? "yes" : "**no**")})";
    }
}
