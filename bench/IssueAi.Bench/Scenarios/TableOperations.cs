using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Tables;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The number of table operations of each case, and their price.</summary>
internal sealed class TableOperations : IScenario
{
    private const int Limit = 45;
    private const double Million = 1_000_000;

    // Check this assumption at azure.microsoft.com/pricing/details/storage/tables: US dollars, locally redundant.
    private const double AssumedPricePer10000 = 0.00036;

    private readonly Dictionary<OperationCase, List<OperationCounts>> _counts = [];

    public string Name => "table-operations";

    // Creates the tables first, so that these one-time operations don't count.
    public async Task WarmUpAsync(Rig rig)
    {
        rig.Script(new Scenario { Chunks = new StampedTokens(1) });
        await rig.First.Client.StreamAsync(rig.NewPost());
    }

    public async Task RunAsync(Rig rig, int round)
    {
        var answers = new OperationAnswers(rig);
        foreach (var one in OperationCase.All)
        {
            if (!_counts.TryGetValue(one, out var rounds)) _counts[one] = rounds = [];
            rounds.Add(await one.CountAsync(answers));
        }
    }

    public void Report(Report report)
    {
        var usual = OperationCase.All.Select(one => (Case: one, Counts: UsualOf(one))).ToList();
        var uncached = usual[0].Counts;
        report.Add("Table operations of an uncached response of 10 s", $"{uncached.Total} (in {uncached.Duration.TotalSeconds:F1} s)", $"{Limit} or fewer", uncached.Total <= Limit);

        var kinds = Enum.GetValues<OperationKind>().Where(kind => usual.Any(row => row.Counts.Of(kind) > 0)).ToList();
        var table = new MarkdownTable(["", "All", .. kinds.Select(kind => kind.ToString()), "Which"]);
        foreach (var (one, counts) in usual)
            table.Add([one.Title, $"{counts.Total}", .. kinds.Select(kind => $"{counts.Of(kind)}"), counts.ToString()]);
        report.AddSection("Table operations", table.ToString());

        var cost = new MarkdownTable(["A million of", "Operations", "÷ 10,000", "× assumed price"]);
        foreach (var (one, counts) in usual.Where(row => row.Case.IsPriced)) cost.Add(Price(one.Title, counts.Total));
        report.AddSection("Operations of a million requests", cost.ToString());
    }

    // The median round; the lower of two, since noise only adds operations.
    private OperationCounts UsualOf(OperationCase one)
    {
        var rounds = _counts[one].OrderBy(counts => counts.Total).ToList();
        return rounds[(rounds.Count - 1) / 2];
    }

    private static string[] Price(string title, int operations) =>
    [
        title,
        string.Create(Numbers.Format, $"{operations} × 1,000,000 = {operations * Million:N0}"),
        string.Create(Numbers.Format, $"{operations * Million / 10_000:N0}"),
        string.Create(Numbers.Format, $"${operations * Million / 10_000 * AssumedPricePer10000:F2}"),
    ];
}
