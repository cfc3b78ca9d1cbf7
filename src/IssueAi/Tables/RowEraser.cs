using Azure;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>Deletes the rows that a filter selects, page by page.</summary>
internal sealed class RowEraser(TableStorage storage)
{
    private const int PageSize = 500;
    private const int MaxTransactionRows = 100;

    private static readonly string[] KeysOnly = [Columns.PartitionKey, Columns.RowKey];

    /// <summary>Deletes the rows, except those that change meanwhile.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> EraseAsync(string table, string filter, CancellationToken cancellationToken)
    {
        var erased = 0;
        await foreach (var page in storage.QueryAsync(table, filter, PageSize, KeysOnly, cancellationToken))
        {
            foreach (var partition in page.Values.GroupBy(row => row.PartitionKey))
            {
                foreach (var rows in partition.Chunk(MaxTransactionRows)) erased += await EraseAsync(table, rows, cancellationToken);
            }
        }

        return erased;
    }

    private async Task<int> EraseAsync(string table, TableEntity[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length == 1) return await EraseAsync(table, rows[0], cancellationToken) ? 1 : 0;
        try
        {
            var deletes = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, TagOf(row))).ToArray();
            await storage.RunAsync(table, (client, token) => client.SubmitTransactionAsync(deletes, token), cancellationToken);
            return rows.Length;
        }
        catch (RequestFailedException exception) when (StorageFailures.IsChanged(exception))
        {
            // One changed row fails the whole transaction.
            var erased = 0;
            foreach (var row in rows) erased += await EraseAsync(table, row, cancellationToken) ? 1 : 0;
            return erased;
        }
    }

    private async Task<bool> EraseAsync(string table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await storage.RunAsync(
                table, (client, token) => client.DeleteEntityAsync(row.PartitionKey, row.RowKey, TagOf(row), token), cancellationToken);
            return reply.Status != 404;
        }
        catch (RequestFailedException exception) when (StorageFailures.IsChanged(exception))
        {
            return false;
        }
    }

    private static ETag TagOf(TableEntity row) => row.ETag == default ? ETag.All : row.ETag;
}
