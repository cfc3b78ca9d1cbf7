using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Tables;

/// <summary>Measures the tables' time per operation on idle tables.</summary>
internal static class TablePing
{
    private const int WarmUps = 20;
    private const int Tries = 60;

    /// <summary>
    /// Gets the time per operation, in milliseconds: the mean of the medians of a read, an update and an insertion, the
    /// three operations that the first frame of a new response waits for.
    /// </summary>
    public static async Task<double> MeasureAsync(Uri tables)
    {
        var table = new TableClient(AzuriteServer.ConnectionString(tables), "Ping");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity("ping", "ping"));
        Func<Task>[] operations =
        [
            () => table.GetEntityAsync<TableEntity>("ping", "ping"),
            () => table.UpdateEntityAsync(new TableEntity("ping", "ping"), ETag.All),
            () => table.AddEntityAsync(new TableEntity("ping", Guid.NewGuid().ToString("N"))),
        ];
        var medians = new List<double>();
        foreach (var operation in operations) medians.Add(await MeasureAsync(operation));
        return medians.Average();
    }

    private static async Task<double> MeasureAsync(Func<Task> operation)
    {
        var samples = new Samples();
        for (var attempt = 0; attempt < WarmUps + Tries; attempt++)
        {
            var begun = Stopwatch.GetTimestamp();
            await operation();
            if (attempt >= WarmUps) samples.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return samples.Median;
    }
}
