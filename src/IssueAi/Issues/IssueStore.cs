using System.Buffers;
using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.Issues;

/// <summary>The stored issues in table <c>Issues</c>, so that clients can leave out known parts.</summary>
internal sealed class IssueStore(TableStorage storage, RecentIssues recent, IOptions<HistoryOptions> options, TimeProvider clock)
{
    private const string RowKey = "issue";
    private const string TitleColumn = "Title";
    private const string LabelsColumn = "Labels";

    // The texts of a request never contain it.
    private const char LabelEnd = '\0';

    // Enough for the longest description, even without compression.
    private const int DescriptionColumns = 4;

    /// <inheritdoc cref="TableStorage.IsAvailable"/>
    public bool IsAvailable => storage.IsAvailable;

    /// <summary>Finds a stored issue; null when there is none.</summary>
    public async Task<StoredIssue?> FindAsync(string tenant, string issueId, CancellationToken cancellationToken)
    {
        var partition = IssuePartition.Of(tenant, issueId);
        var found = await storage.FindAsync(TableNames.Issues, partition, RowKey, cancellationToken);
        if (!found.HasValue || found.Value!.GetDateTimeOffset(Columns.ExpiresAt) <= clock.GetUtcNow()) return null;
        return new(found.Value.GetString(TitleColumn), ReadDescription(found.Value), ReadLabels(found.Value));
    }

    /// <summary>
    /// Stores the given parts and keeps the others: null parts stay as they are. Parts that this instance stored a moment ago
    /// aren't written again.
    /// </summary>
    public Task MergeAsync(string tenant, string issueId, StoredIssue sent, CancellationToken cancellationToken)
    {
        var partition = IssuePartition.Of(tenant, issueId);
        return recent.StoreAsync(partition, HashOf(sent), () => WriteAsync(partition, sent, TableUpdateMode.Merge, OperationLane.Recording, cancellationToken));
    }

    /// <summary>Replaces a stored issue: null parts are deleted.</summary>
    public Task PutAsync(string tenant, string issueId, StoredIssue issue, CancellationToken cancellationToken)
    {
        var partition = IssuePartition.Of(tenant, issueId);
        return recent.ChangeAsync(partition, () => WriteAsync(partition, issue, TableUpdateMode.Replace, OperationLane.Awaited, cancellationToken));
    }

    /// <summary>Deletes a stored issue; one that doesn't exist is no error.</summary>
    public Task DeleteAsync(string tenant, string issueId, CancellationToken cancellationToken)
    {
        var partition = IssuePartition.Of(tenant, issueId);
        return recent.ChangeAsync(partition, () => storage.DeleteAsync(TableNames.Issues, partition, RowKey, ETag.All, cancellationToken));
    }

    private static string HashOf(StoredIssue issue)
    {
        using var hasher = new PartHasher();
        hasher.Add(issue.Title).Add(issue.Description);
        return (issue.Labels is null ? hasher.Add(part: null) : hasher.Add(issue.Labels)).Finish();
    }

    private static string? ReadDescription(TableEntity row)
    {
        var compressed = new ArrayBufferWriter<byte>();
        BinaryColumns.Read(row, compressed);
        return compressed.WrittenCount == 0 ? null : CompressedText.Decompress(compressed.WrittenMemory);
    }

    private static string[]? ReadLabels(TableEntity row) =>
        row.GetBinary(LabelsColumn) is { } labels ? CompressedText.Decompress(labels).Split(LabelEnd)[..^1] : null;

    private Task WriteAsync(
        string partition, StoredIssue issue, TableUpdateMode mode, OperationLane lane, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partition, RowKey)
        {
            [Columns.ExpiresAt] = clock.GetUtcNow() + options.Value.TimeToLive,
        };
        if (issue.Title is not null) row[TitleColumn] = issue.Title;
        if (issue.Labels is not null) row[LabelsColumn] = Compress(issue.Labels);
        if (issue.Description is not null) WriteDescription(row, issue.Description);
        return storage.UpsertAsync(TableNames.Issues, row, mode, cancellationToken, lane);
    }

    // Without escapes the labels are never longer than the request, and fit into one property.
    private static byte[] Compress(IReadOnlyList<string> labels) => CompressedText.Compress(string.Concat(labels.Select(label => label + LabelEnd)));

    private static void WriteDescription(TableEntity row, string description)
    {
        var compressed = CompressedText.Compress(description);
        BinaryColumns.Write(row, compressed);

        // A merge keeps other properties, such as the end of a longer description.
        BinaryColumns.ClearAfter(row, compressed.Length, DescriptionColumns);
    }
}
