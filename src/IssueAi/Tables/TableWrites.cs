using Azure;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>
/// Writes rows. Each kind of write has its own refusals, which are told apart here: the ones that answer the caller's question,
/// and the ones that no service gives for that kind of write, after which the write is repeated.
/// </summary>
/// <remarks>
/// 404, 409 and 412 reach this class; all other failures are a <see cref="StorageUnavailableException"/>, after one repetition
/// by the client. A write whose reply was lost may have been committed, so a repeated insert can be refused by its own row.
/// </remarks>
internal static class TableWrites
{
    // The unasked refusals are seen where a table has just been created, or a proxy answers for the service.
    private const int Tries = 3;

    /// <summary>Inserts a row.</summary>
    /// <returns>Its version; null when there is a row of that key, which may be this one after a lost reply.</returns>
    public static Task<ETag?> InsertAsync(
        this TableStorage storage,
        string table,
        TableEntity row,
        CancellationToken cancellationToken,
        OperationLane lane = OperationLane.Awaited) =>
        storage.WriteAsync(
            table, (client, token) => client.AddEntityAsync(row, token), isAnswer: status => status == 409, cancellationToken, lane: lane);

    /// <summary>Inserts or updates a row, whatever was there before.</summary>
    public static Task UpsertAsync(
        this TableStorage storage,
        string table,
        TableEntity row,
        TableUpdateMode mode,
        CancellationToken cancellationToken,
        OperationLane lane = OperationLane.Awaited) =>
        storage.WriteAsync(
            table, (client, token) => client.UpsertEntityAsync(row, mode, token), isAnswer: _ => false, cancellationToken, OperationKind.Once, lane);

    /// <summary>Updates a row that is still of a version.</summary>
    /// <returns>Its new version; null when it was changed or deleted, which may be this write after a lost reply.</returns>
    public static Task<ETag?> UpdateAsync(
        this TableStorage storage, string table, TableEntity row, ETag version, TableUpdateMode mode, CancellationToken cancellationToken) =>
        storage.WriteAsync(
            table,
            (client, token) => client.UpdateEntityAsync(row, version, mode, token),
            isAnswer: status => status == 404 || (status == 412 && version != ETag.All),
            cancellationToken,
            KindOf(version));

    /// <summary>Deletes a row that is still of a version. One that doesn't exist is no error.</summary>
    /// <returns>Whether it is deleted; false when it was changed.</returns>
    public static async Task<bool> DeleteAsync(
        this TableStorage storage, string table, string partition, string key, ETag version, CancellationToken cancellationToken) =>
        await storage.WriteAsync(
            table,
            async (client, token) =>
            {
                try
                {
                    return await client.DeleteEntityAsync(partition, key, version, token);
                }
                catch (RequestFailedException exception) when (exception.Status == 404 && !StorageFailures.IsTableMissing(exception))
                {
                    return exception.GetRawResponse();
                }
            },
            isAnswer: status => status == 412 && version != ETag.All,
            cancellationToken,
            KindOf(version)) is not null;

    /// <summary>Runs a transaction whose first action updates a row that is still of a version.</summary>
    /// <returns>That row's new version; null when one of the rows was changed, deleted or inserted, which may be this write after a lost reply.</returns>
    public static Task<ETag?> SubmitAsync(
        this TableStorage storage,
        string table,
        IReadOnlyList<TableTransactionAction> actions,
        CancellationToken cancellationToken,
        OperationLane lane = OperationLane.Awaited) =>
        storage.WriteAsync(
            table,
            async (client, token) => (await client.SubmitTransactionAsync(actions, token)).Value is [var first, ..] ? first : null,
            isAnswer: status => status is 404 or 409 or 412,
            cancellationToken,
            lane: lane);

    private static OperationKind KindOf(ETag version) => version == ETag.All ? OperationKind.Once : OperationKind.Repeatable;

    private static async Task<ETag?> WriteAsync(
        this TableStorage storage,
        string table,
        Func<TableClient, CancellationToken, Task<Response?>> write,
        Func<int, bool> isAnswer,
        CancellationToken cancellationToken,
        OperationKind kind = OperationKind.Repeatable,
        OperationLane lane = OperationLane.Awaited)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var reply = await storage.RunAsync(table, write, cancellationToken, kind, lane);
                return reply?.Headers.ETag ?? default(ETag);
            }
            catch (RequestFailedException exception) when (isAnswer(exception.Status))
            {
                return null;
            }
            catch (RequestFailedException exception)
            {
                if (attempt == Tries) throw new StorageUnavailableException($"Table storage refused a write with the unexpected status {exception.Status}.", exception);
            }
            catch (StorageUnavailableException exception) when (attempt < Tries && exception.IsUnreadable)
            {
                // As after a lost reply, the write may have been committed.
            }
        }
    }
}
