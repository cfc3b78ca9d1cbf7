using Azure;
using Azure.Data.Tables;
using IssueAi.Streaming;
using IssueAi.Tables;

namespace IssueAi.Responses.Storage;

/// <summary>Reads and changes head rows, one at a time.</summary>
internal sealed class ResponseHeads(TableStorage storage)
{
    // The generating instance writes a few times per second, so a second try nearly always succeeds.
    private const int Tries = 5;

    /// <summary>Reads a head or tombstone; null when there is none.</summary>
    public async Task<ResponseHead?> FindAsync(string responseId, CancellationToken cancellationToken)
    {
        if (!ResponseIds.IsValid(responseId)) return null;
        var found = await storage.FindAsync(TableNames.Responses, responseId, ResponseRows.Head, cancellationToken);
        return found.HasValue ? new ResponseHead(found.Value!) : null;
    }

    /// <summary>Merges a change into a head if it is still as it was read.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> TryMergeAsync(TableEntity change, ETag tag, CancellationToken cancellationToken) =>
        await storage.UpdateAsync(TableNames.Responses, change, tag, TableUpdateMode.Merge, cancellationToken) is not null;

    /// <summary>
    /// Merges the change that <paramref name="plan"/> makes of a head, if any, and repeats that when another writer changed it.
    /// </summary>
    /// <returns>The head before the change; null when there is none or nothing to change.</returns>
    public async Task<ResponseHead?> ChangeAsync(
        string responseId, Func<ResponseHead, TableEntity?> plan, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindAsync(responseId, cancellationToken) is not { } head || plan(head) is not { } change) return null;

            // Otherwise a dead instance would look alive.
            head.KeepLease(change);
            if (await TryMergeAsync(change, head.Tag, cancellationToken)) return head;
        }

        throw new StorageUnavailableException("A response's head changed again and again.");
    }
}
