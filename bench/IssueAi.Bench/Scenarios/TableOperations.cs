using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Tables;

namespace IssueAi.Bench.Scenarios;

/// <summary>How many table operations everything takes, and so what it costs.</summary>
internal sealed class TableOperations : IScenario
{
    private const int Limit = 45;
    private const double Million = 1_000_000;

    // An assumption to check at azure.microsoft.com/pricing/details/storage/tables: US dollars, locally redundant.
    private const double AssumedPricePer10000 = 0.00036;

    private readonly Dictionary<OperationCase, List<OperationCounts>> _counts = [];

    public string Name => "table-operations";

    public Task WarmUpAsync(Rig rig) => Task.CompletedTask;

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
        // The dearest round speaks for all.
        var worst = OperationCase.All.Select(one => (Case: one, Counts: _counts[one].MaxBy(counts => counts.Total)!)).ToList();
        var uncached = worst[0].Counts.Total;
        report.Add("Table operations of an uncached answer of 10 s", $"{uncached}", $"{Limit} or fewer", uncached <= Limit);

        var kinds = Enum.GetValues<OperationKind>().Where(kind => worst.Any(row => row.Counts.Of(kind) > 0)).ToList();
        var table = new MarkdownTable(["", "All", .. kinds.Select(kind => kind.ToString()), "Which"]);
        foreach (var (one, counts) in worst)
            table.Add([one.Title, $"{counts.Total}", .. kinds.Select(kind => $"{counts.Of(kind)}"), counts.ToString()]);
        report.AddSection("Table operations", table.ToString());

        var cost = new MarkdownTable(["A million of", "Operations", "÷ 10,000", "× assumed price"]);
        foreach (var (one, counts) in worst.Where(row => row.Case.IsPriced)) cost.Add(Price(one.Title, counts.Total));
        report.AddSection("What a million cost in operations", cost.ToString());
    }

    private static string[] Price(string title, int operations) =>
    [
        title,
        string.Create(Numbers.Format, $"{operations} × 1,000,000 = {operations * Million:N0}"),
        string.Create(Numbers.Format, $"{operations * Million / 10_000:N0}"),
        string.Create(Numbers.Format, $"${operations * Million / 10_000 * AssumedPricePer10000:F2}"),
    ];
}
