using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>
/// Reads rows. A read has no condition that storage could refuse, so a refusal or a reply that can't be read comes from something in
/// between, such as a proxy: the read is repeated, and fails like one of a storage that is down.
/// </summary>
internal static class TableReads
{
    private const int Tries = 3;

    /// <summary>Finds a row.</summary>
    /// <returns>The row, if there is one, and the service's reply.</returns>
    /// <exception cref="StorageUnavailableException">As for <see cref="TableStorage.RunAsync{T}"/>, or each reply was no answer to a read.</exception>
    public static Task<NullableResponse<TableEntity>> FindAsync(
        this TableStorage storage,
        string table,
        string partition,
        string key,
        CancellationToken cancellationToken,
        IEnumerable<string>? columns = null,
        OperationLane lane = OperationLane.Awaited) =>
        storage.ReadAsync(
            table,
            (client, token) => client.GetEntityIfExistsAsync<TableEntity>(partition, key, columns, token),
            OperationKind.Repeatable,
            lane,
            cancellationToken);

    /// <summary>Reads the rows that a filter selects, page by page; each page is one operation.</summary>
    /// <exception cref="StorageUnavailableException">As for <see cref="FindAsync"/>.</exception>
    public static async IAsyncEnumerable<Page<TableEntity>> QueryAsync(
        this TableStorage storage,
        string table,
        string filter,
        int? pageSize = null,
        IEnumerable<string>? columns = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? continuation = null;
        do
        {
            var page = await storage.ReadPageAsync(table, filter, pageSize, columns, continuation, OperationKind.Repeatable, OperationLane.Awaited, cancellationToken);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    /// <summary>Scans a whole table for the rows that a filter selects, page by page; a page may take long, and may be empty.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="table">The table.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="continuation">Where an earlier scan stopped: a page's continuation; null for the beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StorageUnavailableException">As for <see cref="FindAsync"/>.</exception>
    public static async IAsyncEnumerable<Page<TableEntity>> ScanAsync(
        this TableStorage storage,
        string table,
        string filter,
        IReadOnlyList<string> columns,
        string? continuation = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        do
        {
            var page = await storage.ReadPageAsync(table, filter, pageSize: null, columns, continuation, OperationKind.Scan, OperationLane.Recording, cancellationToken);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    /// <summary>Asks storage for a row that doesn't exist.</summary>
    /// <returns>Whether storage answered.</returns>
    public static async Task<bool> ProbeAsync(this TableStorage storage, CancellationToken cancellationToken)
    {
        try
        {
            await storage.FindAsync(TableNames.CacheKeys, "probe", "probe", cancellationToken, [Columns.RowKey], OperationLane.Urgent);
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private static Task<Page<TableEntity>> ReadPageAsync(
        this TableStorage storage,
        string table,
        string filter,
        int? pageSize,
        IEnumerable<string>? columns,
        string? continuation,
        OperationKind kind,
        OperationLane lane,
        CancellationToken cancellationToken) => storage.ReadAsync(
        table,
        async (client, token) =>
        {
            await using var pages = client.QueryAsync<TableEntity>(filter, pageSize, columns, token).AsPages(continuation).GetAsyncEnumerator(token);
            try
            {
                return await pages.MoveNextAsync() ? pages.Current : throw new InvalidDataException("The reply has no page.");
            }
            catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException)
            {
                // The SDK's words for JSON that is no page.
                throw new InvalidDataException("The reply isn't a page.", exception);
            }
        },
        kind,
        lane,
        cancellationToken);

    private static async Task<T> ReadAsync<T>(
        this TableStorage storage,
        string table,
        Func<TableClient, CancellationToken, Task<T>> read,
        OperationKind kind,
        OperationLane lane,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await storage.RunAsync(table, read, cancellationToken, kind, lane);
            }
            catch (RequestFailedException exception)
            {
                if (attempt == Tries) throw new StorageUnavailableException($"Table storage refused a read with the unexpected status {exception.Status}.", exception);
            }
            catch (StorageUnavailableException exception) when (attempt < Tries && exception.IsUnreadable)
            {
                // The next reply may be storage's own.
            }
        }
    }
}
