using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Confidence;

/// <summary>What a host does for the confidence scores from time to time.</summary>
public sealed partial class CalibrationMaintenance
{
    private readonly Calibrator _calibrator;
    private readonly ILogger<CalibrationMaintenance> _logger;

    internal CalibrationMaintenance(Calibrator calibrator, ILogger<CalibrationMaintenance> logger)
    {
        _calibrator = calibrator;
        _logger = logger;
    }

    /// <summary>Fits the calibration curves to the ratings there are. Storage that is down is left for the next time.</summary>
    /// <param name="cancellationToken">Stops between two curves; the rest is for the next time.</param>
    public async Task FitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _calibrator.FitAllAsync(cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            Log.Postponed(_logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: calibration curves are fitted the next time.")]
        public static partial void Postponed(ILogger logger);
    }
}
