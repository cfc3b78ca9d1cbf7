using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Tables;

namespace IssueAi.Bench.Race.Instances;

/// <summary>Calculates the capacity of one storage account from measured operations and the service's published limits.</summary>
internal static class AccountLimits
{
    // learn.microsoft.com/azure/storage/tables/scalability-targets
    private const double AccountOperationsASecond = 20_000;
    private const double PartitionEntitiesASecond = 2_000;

    // Two hexadecimal digits.
    private const double CachePartitions = 256;

    // A transaction writes its head and usually one row of events.
    private const double EntitiesATransaction = 2;

    public static string Describe(InstanceLap answers)
    {
        var count = answers.Load.Completed;
        var perTable = answers.Operations.GroupBy(operation => operation.Table).ToDictionary(group => group.Key, group => (double)group.Count() / count);
        var seconds = answers.Load.WholeMs.P50 / 1000;
        var answersASecond = AccountOperationsASecond / answers.OperationsARequest;
        var table = new MarkdownTable(["Limit", "Share of one response", "Responses per second at the limit"]);
        table.Add(["The account: 20,000 operations per second", Operations(answers.OperationsARequest), Write(answersASecond)]);
        table.Add(
        [
            "A partition of `CacheKeys`, 256 by hash: 2,000 entities per second each",
            Operations(perTable.GetValueOrDefault("CacheKeys")), Write(PartitionEntitiesASecond * CachePartitions / perTable.GetValueOrDefault("CacheKeys", double.NaN)),
        ]);
        table.Add(["A partition of `Responses`, one per response: 2,000 entities per second", Entities(answers, count, seconds), "no limit: partitions grow with responses"]);
        table.Add(["A partition of `RateLimits`, one per client", $"{Operations(perTable.GetValueOrDefault("RateLimits"))}", $"{Write(PartitionEntitiesASecond / perTable.GetValueOrDefault("RateLimits", double.NaN))} of one client"]);
        table.Add(["A partition of `Issues` and of `History`, one per issue", Operations(perTable.GetValueOrDefault("Issues") + perTable.GetValueOrDefault("History")), $"{Write(PartitionEntitiesASecond / Math.Max(perTable.GetValueOrDefault("Issues"), perTable.GetValueOrDefault("History")))} for one issue"]);
        return string.Create(
            Numbers.Format,
            $"""
            #### Capacity of one storage account, calculated from a response of {seconds:F1} s

            {table}
            At {answersASecond:F0} new responses per second, about {answersASecond * seconds:N0} streams run at once.
            """);
    }

    private static string Operations(double count) => $"{count.ToString("F1", Numbers.Format)} operations";

    private static string Entities(InstanceLap answers, int count, double seconds)
    {
        var transactions = (double)answers.Operations.Count(operation => operation.Kind == OperationKind.Transaction) / count;
        return string.Create(Numbers.Format, $"{transactions * EntitiesATransaction / seconds:F1} entities per second");
    }

    private static string Write(double value) => double.IsFinite(value) ? value.ToString("N0", Numbers.Format) : "–";
}
