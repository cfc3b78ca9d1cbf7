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
    private const int MaxDeletes = 2;

    /// <summary>Finds a key's row; null when there is none.</summary>
    public async Task<CacheKeyRow?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await storage.FindAsync(TableNames.CacheKeys, PartitionOf(key), key, cancellationToken);
        if (!found.HasValue) return null;

        var row = found.Value!;
        return new(key, row.GetString(ResponseIdColumn), row.ETag, ServiceClock.AgeOf(row.Timestamp, found.GetRawResponse()))
        {
            IsExpired = row.GetDateTimeOffset(Columns.ExpiresAt) <= clock.GetUtcNow(),
        };
    }

    /// <summary>Points a key to a response, if the key doesn't exist.</summary>
    /// <returns>Whether the key now points to the response.</returns>
    public async Task<bool> TryInsertAsync(string key, string responseId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await storage.InsertAsync(TableNames.CacheKeys, CreateRow(key, responseId, expiresAt), cancellationToken) is not null
        || await PointsToAsync(key, responseId, cancellationToken);

    /// <summary>Points a key to another response, if its row hasn't changed.</summary>
    /// <returns>Whether the key now points to the response.</returns>
    public async Task<bool> TryReplaceAsync(CacheKeyRow row, string responseId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var replacement = CreateRow(row.Key, responseId, expiresAt);
        return await storage.UpdateAsync(TableNames.CacheKeys, replacement, row.Tag, TableUpdateMode.Replace, cancellationToken) is not null
            || await PointsToAsync(row.Key, responseId, cancellationToken);
    }

    /// <summary>Points a key to a response.</summary>
    public Task SetAsync(string key, string responseId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        storage.UpsertAsync(TableNames.CacheKeys, CreateRow(key, responseId, expiresAt), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Deletes a key if it points to a response; any other key is left alone.</summary>
    public async Task DeleteAsync(string key, string responseId, CancellationToken cancellationToken)
    {
        // A refusal tells that another request has replaced the row; one that no request has replaced is deleted with the second try.
        for (var attempt = 0; attempt < MaxDeletes; attempt++)
        {
            if (await FindAsync(key, cancellationToken) is not { } row || row.ResponseId != responseId) return;
            if (await storage.DeleteAsync(TableNames.CacheKeys, PartitionOf(key), key, row.Tag, cancellationToken)) return;
        }
    }

    private static string PartitionOf(string key) => key[..2];

    private static TableEntity CreateRow(string key, string responseId, DateTimeOffset expiresAt) =>
        new(PartitionOf(key), key) { [ResponseIdColumn] = responseId, [Columns.ExpiresAt] = expiresAt };

    // A write whose reply was lost is refused when it is repeated: then the row is this write's own.
    private async Task<bool> PointsToAsync(string key, string responseId, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } found && found.ResponseId == responseId;
}
