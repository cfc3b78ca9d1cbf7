using Azure;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>
/// Where a sweep that ran out of time goes on, per table. The rows are in the table <c>RateLimits</c>, whose partitions are
/// hashes otherwise: one more table would be for seven rows.
/// </summary>
internal sealed class SweepBookmarks(TableStorage storage, TimeProvider clock)
{
    private const string Partition = "sweep";
    private const string ContinuationColumn = "Continuation";

    // A sweep runs every hour. One that didn't for a day starts at the beginning.
    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    /// <summary>Reads where a table's sweep goes on; null for the beginning.</summary>
    public async Task<string?> FindAsync(string table, CancellationToken cancellationToken)
    {
        var found = await storage.FindAsync(TableNames.RateLimits, Partition, table, cancellationToken);
        return found.HasValue ? found.Value!.GetString(ContinuationColumn) : null;
    }

    /// <summary>Keeps where a table's sweep goes on.</summary>
    public Task PutAsync(string table, string continuation, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, table)
        {
            [ContinuationColumn] = continuation,
            [Columns.ExpiresAt] = clock.GetUtcNow() + TimeToLive,
        };
        return storage.UpsertAsync(TableNames.RateLimits, row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Has a table's sweep start at the beginning.</summary>
    public Task DeleteAsync(string table, CancellationToken cancellationToken) =>
        storage.DeleteAsync(TableNames.RateLimits, Partition, table, ETag.All, cancellationToken);
}
