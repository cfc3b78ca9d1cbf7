using System.Diagnostics;
using Azure.Data.Tables;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Tables;

/// <summary>Measures how long the tables take for one operation when nothing else is asked of them.</summary>
internal static class TablePing
{
    private const int WarmUps = 20;
    private const int Tries = 60;

    /// <summary>Gets the median of reads, in milliseconds.</summary>
    public static async Task<double> MeasureAsync(Uri tables)
    {
        var table = new TableClient(AzuriteServer.ConnectionString(tables), "Ping");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity("ping", "ping"));
        var samples = new Samples();
        for (var attempt = 0; attempt < WarmUps + Tries; attempt++)
        {
            var begun = Stopwatch.GetTimestamp();
            await table.GetEntityAsync<TableEntity>("ping", "ping");
            if (attempt >= WarmUps) samples.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return samples.Median;
    }
}
