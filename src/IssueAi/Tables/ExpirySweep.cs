using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tables;

/// <summary>Deletes expired rows: Table Storage has no TTL.</summary>
internal sealed partial class ExpirySweep(TableStorage storage, SweepBookmarks bookmarks, TimeProvider clock, ILogger<ExpirySweep> logger) : IMaintenanceTask
{
    // References are deleted before the rows that they point to.
    private static readonly string[] Tables =
    [
        TableNames.CacheKeys,
        TableNames.History,
        TableNames.Responses,
        TableNames.Issues,
        TableNames.RateLimits,
        TableNames.Feedback,
        TableNames.Calibration,
    ];

    // functionTimeout is 5 minutes, and what is left is for the next hour.
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(2);

    private readonly RowEraser _eraser = new(storage);

    public string Name => "sweep";

    Task IMaintenanceTask.RunAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <summary>
    /// Sweeps the tables, at most two minutes, which they share; the next run goes on where this one stops. A table that fails
    /// doesn't keep the others from being swept.
    /// </summary>
    /// <returns>How many rows were deleted.</returns>
    /// <exception cref="StorageUnavailableException">Storage failed at a table; the next run deletes the rest.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var swept = 0;
        StorageUnavailableException? failure = null;
        var begun = clock.GetTimestamp();
        var filter = TableClient.CreateQueryFilter($"ExpiresAt lt {clock.GetUtcNow()}");
        for (var at = 0; at < Tables.Length; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var share = (MaxRunTime - clock.GetElapsedTime(begun)) / (Tables.Length - at);
            try
            {
                swept += await SweepAsync(Tables[at], filter, share, cancellationToken);
            }
            catch (StorageUnavailableException exception)
            {
                Log.Unfinished(logger, Tables[at]);
                failure = exception;
            }
        }

        return failure is null ? swept : throw new StorageUnavailableException("A table couldn't be swept to its end.", failure);
    }

    private async Task<int> SweepAsync(string table, string filter, TimeSpan time, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var bookmark = await bookmarks.FindAsync(table, cancellationToken);
        var (swept, position) = (0, bookmark);
        try
        {
            await foreach (var page in storage.ScanAsync(table, filter, RowEraser.KeysOnly, bookmark, cancellationToken))
            {
                swept += await _eraser.EraseAsync(table, page.Values, cancellationToken);
                position = string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken;
                if (position is not null && clock.GetElapsedTime(begun) > time) break;
            }
        }
        catch (StorageUnavailableException exception)
        {
            // A bookmark that storage refuses would be refused for ever.
            if (exception.InnerException is RequestFailedException { Status: 400 }) position = null;
            await MoveAsync(table, bookmark, position, cancellationToken);
            throw;
        }

        await MoveAsync(table, bookmark, position, cancellationToken);
        if (swept > 0) Log.Swept(logger, swept, table);
        return swept;
    }

    private Task MoveAsync(string table, string? from, string? to, CancellationToken cancellationToken) => (from, to) switch
    {
        (_, not null) when to != from => bookmarks.PutAsync(table, to, cancellationToken),
        (not null, null) => bookmarks.DeleteAsync(table, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage failed during the sweep of {Table}; the next run continues at the same row.")]
        public static partial void Unfinished(ILogger logger, string table);

        [LoggerMessage(LogLevel.Information, "Deleted {Rows} expired rows of {Table}.")]
        public static partial void Swept(ILogger logger, int rows, string table);
    }
}
