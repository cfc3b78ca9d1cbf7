using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tables;

/// <summary>Deletes expired rows: Table Storage has no TTL.</summary>
internal sealed partial class ExpirySweep(TableStorage storage, TimeProvider clock, ILogger<ExpirySweep> logger) : IMaintenanceTask
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

    private readonly RowEraser _eraser = new(storage);

    public string Name => "sweep";

    Task IMaintenanceTask.RunAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <summary>Sweeps all tables once.</summary>
    /// <returns>How many rows were deleted.</returns>
    /// <exception cref="StorageUnavailableException">Storage failed; the next run deletes the rest.</exception>
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
        [LoggerMessage(LogLevel.Information, "Deleted {Rows} expired rows of {Table}.")]
        public static partial void Swept(ILogger logger, int rows, string table);
    }
}
