using IssueAi.Bench.Measures;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Race.Reports;

/// <summary>The figures of the function app next to those of a 30-line function on the same host, and the host's own.</summary>
internal static class WorkerTable
{
    private static readonly string[] Contenders = [ContenderList.Host, ContenderList.Worker, ContenderList.FullWorker, ContenderList.Function];

    /// <summary>Tells whether the run has the function app and the function to compare.</summary>
    public static bool IsFor(IReadOnlyList<string> names) => names.Contains(ContenderList.Worker) && names.Contains(ContenderList.Function);

    public static string Create(IReadOnlyList<RaceLaps> races)
    {
        var table = new MarkdownTable(["Scenario", "Figure", .. Contenders, "`worker` to `function`", "To reach", "Reached", "(`worker` − `host`) ÷ `bare`"]);
        foreach (var race in races)
        {
            foreach (var measure in race.Scenario.Measures) table.Add(Row(race, measure));
        }

        return table.ToString();
    }

    private static string[] Row(RaceLaps race, Measure measure)
    {
        var (value, ratio) = (race.Median(ContenderList.Worker, measure), race.RatioTo(ContenderList.Function, ContenderList.Worker, measure));
        return
        [
            race.Scenario.Name, measure.Title, .. Contenders.Select(name => measure.Format(race.Median(name, measure))), double.IsFinite(ratio) ? Numbers.Ratio(ratio, 1) : "–",
            $"{measure.Worker}", measure.Worker is { } target ? Reached(target.IsReached(value, ratio)) : string.Empty, OwnPart(race, measure),
        ];
    }

    // The worker's CPU excludes the host.
    private static string OwnPart(RaceLaps race, Measure measure)
    {
        var (bare, worker) = (race.Median(ContenderList.Bare, measure), race.Median(ContenderList.Worker, measure));
        var own = measure.Unit switch
        {
            " ms" => worker - race.Median(ContenderList.Host, measure),
            " µs" => worker,
            _ => double.NaN,
        };
        return double.IsFinite(own / bare) ? Numbers.Ratio(own / bare, 1) : string.Empty;
    }

    private static string Reached(bool isReached) => isReached ? "yes" : "**no**";
}
