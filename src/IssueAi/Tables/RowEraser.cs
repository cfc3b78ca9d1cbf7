using Azure;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>Deletes the rows that a filter selects, page by page.</summary>
internal sealed class RowEraser(TableStorage storage)
{
    private const int PageSize = 500;
    private const int MaxTransactionRows = 100;

    /// <summary>The columns that a row is deleted by.</summary>
    public static readonly string[] KeysOnly = [Columns.PartitionKey, Columns.RowKey];

    /// <summary>Deletes the rows, except those that change meanwhile.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> EraseAsync(string table, string filter, CancellationToken cancellationToken)
    {
        var erased = 0;
        await foreach (var page in storage.QueryAsync(table, filter, PageSize, KeysOnly, cancellationToken))
            erased += await EraseAsync(table, page.Values, cancellationToken);

        return erased;
    }

    /// <summary>Deletes rows, except those that change meanwhile.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> EraseAsync(string table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var partition in rows.GroupBy(row => row.PartitionKey))
        {
            foreach (var some in partition.Chunk(MaxTransactionRows)) erased += await EraseTogetherAsync(table, some, cancellationToken);
        }

        return erased;
    }

    private async Task<int> EraseTogetherAsync(string table, TableEntity[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length == 1) return await EraseAsync(table, rows[0], cancellationToken) ? 1 : 0;
        var deletes = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, TagOf(row))).ToArray();
        if (await storage.SubmitAsync(table, deletes, cancellationToken) is not null) return rows.Length;

        // One changed row fails the whole transaction.
        var erased = 0;
        foreach (var row in rows) erased += await EraseAsync(table, row, cancellationToken) ? 1 : 0;
        return erased;
    }

    private Task<bool> EraseAsync(string table, TableEntity row, CancellationToken cancellationToken) =>
        storage.DeleteAsync(table, row.PartitionKey, row.RowKey, TagOf(row), cancellationToken);

    private static ETag TagOf(TableEntity row) => row.ETag == default ? ETag.All : row.ETag;
}
