using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tables;

/// <summary>Deletes rows whose time is over: Table Storage doesn't by itself.</summary>
internal sealed partial class ExpirySweep(TableStorage storage, TimeProvider clock, ILogger<ExpirySweep> logger)
{
    // What makes others reachable goes before what it points to.
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

    private readonly RowEraser _eraser = new(storage);

    /// <summary>Sweeps all tables once.</summary>
    /// <returns>How many rows were deleted.</returns>
    /// <exception cref="StorageUnavailableException">Storage failed on the way; what is left is for the next time.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var swept = 0;
        var filter = TableClient.CreateQueryFilter($"ExpiresAt lt {clock.GetUtcNow()}");
        foreach (var table in Tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = await _eraser.EraseAsync(table, filter, cancellationToken);
            if (rows > 0) Log.Swept(logger, rows, table);
            swept += rows;
        }

        return swept;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deleted {Rows} expired rows of {Table}.")]
        public static partial void Swept(ILogger logger, int rows, string table);
    }
}
