using Microsoft.Extensions.Logging;

namespace IssueAi.Tables;

/// <summary>What a host does for the tables from time to time.</summary>
public sealed partial class StorageMaintenance
{
    private readonly ExpirySweep _sweep;
    private readonly ILogger<StorageMaintenance> _logger;

    internal StorageMaintenance(ExpirySweep sweep, ILogger<StorageMaintenance> logger)
    {
        _sweep = sweep;
        _logger = logger;
    }

    /// <summary>Deletes rows that have expired. Storage that is down is left for the next time.</summary>
    /// <param name="cancellationToken">Stops between two rows; what is left is for the next time.</param>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _sweep.RunAsync(cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            Log.Postponed(_logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: expired rows are deleted at the next sweep.")]
        public static partial void Postponed(ILogger logger);
    }
}
