using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;

namespace IssueAi.Caching;

/// <summary>
/// The responses by their requests' cache keys, in table <c>CacheKeys</c>. Of concurrent inserts or replacements of a key, on
/// any instance, one succeeds: its instance generates the response.
/// </summary>
internal sealed class CacheKeyStore(TableStorage storage, TimeProvider clock)
{
    private const string ResponseIdColumn = "ResponseId";

    /// <summary>Finds a key's row; null when there is none.</summary>
    public async Task<CacheKeyRow?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await storage.RunAsync(
            TableNames.CacheKeys,
            (table, token) => table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(key), key, cancellationToken: token),
            cancellationToken);
        if (!found.HasValue) return null;

        var row = found.Value!;
        return new(key, row.GetString(ResponseIdColumn), row.ETag, ServiceClock.AgeOf(row.Timestamp, found.GetRawResponse()))
        {
            IsExpired = row.GetDateTimeOffset(Columns.ExpiresAt) <= clock.GetUtcNow(),
        };
    }

    /// <summary>Points a key to a response, if the key doesn't exist.</summary>
    /// <returns>Whether the key now points to the response.</returns>
    public Task<bool> TryInsertAsync(string key, string responseId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var row = CreateRow(key, responseId, expiresAt);
        return TryAsync(row, (table, token) => table.AddEntityAsync(row, token), cancellationToken);
    }

    /// <summary>Points a key to another response, if its row hasn't changed.</summary>
    /// <returns>Whether the key now points to the response.</returns>
    public Task<bool> TryReplaceAsync(CacheKeyRow row, string responseId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var replacement = CreateRow(row.Key, responseId, expiresAt);
        return TryAsync(
            replacement, (table, token) => table.UpdateEntityAsync(replacement, row.Tag, TableUpdateMode.Replace, token), cancellationToken);
    }

    /// <summary>Points a key to a response.</summary>
    public Task SetAsync(string key, string responseId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var row = CreateRow(key, responseId, expiresAt);
        return storage.RunAsync(
            TableNames.CacheKeys, (table, token) => table.UpsertEntityAsync(row, TableUpdateMode.Replace, token), cancellationToken);
    }

    /// <summary>Deletes a key if it points to a response; any other key is left alone.</summary>
    public async Task DeleteAsync(string key, string responseId, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } row || row.ResponseId != responseId) return;
        try
        {
            await storage.RunAsync(
                TableNames.CacheKeys,
                (table, token) => table.DeleteEntityAsync(PartitionOf(key), key, row.Tag, token),
                cancellationToken);
        }
        catch (RequestFailedException exception) when (StorageFailures.IsChanged(exception))
        {
            // Another request has replaced or deleted it.
        }
    }

    private static string PartitionOf(string key) => key[..2];

    private static TableEntity CreateRow(string key, string responseId, DateTimeOffset expiresAt) =>
        new(PartitionOf(key), key) { [ResponseIdColumn] = responseId, [Columns.ExpiresAt] = expiresAt };

    private async Task<bool> TryAsync(
        TableEntity row, Func<TableClient, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await storage.RunAsync(TableNames.CacheKeys, write, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (StorageFailures.IsConflict(exception))
        {
            // A write whose reply was lost is refused when it is repeated: then the row is this write's own.
            return await FindAsync(row.RowKey, cancellationToken) is { } found && found.ResponseId == row.GetString(ResponseIdColumn);
        }
    }
}
