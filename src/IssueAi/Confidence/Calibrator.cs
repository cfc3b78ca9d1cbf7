using System.Collections.Concurrent;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Confidence;

/// <summary>Fits calibration curves to users' ratings.</summary>
internal sealed partial class Calibrator(
    FeedbackStore feedback, CalibrationStore store, CalibrationCurves curves, TimeProvider clock, ILogger<Calibrator> logger)
    : IMaintenanceTask
{
    // Enough for any curve.
    private const int MaxRatings = 5000;

    // The number of calls for each curve that is being fitted.
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    public string Name => "calibrate";

    Task IMaintenanceTask.RunAsync(CancellationToken cancellationToken) => FitAllAsync(cancellationToken);

    /// <summary>
    /// Fits a curve when another <see cref="CalibrationCurve.MinRatings"/> ratings have come since the last time. Never
    /// throws: after a failure <see cref="FitAllAsync"/> fits the curve later. A call during a fit causes another fit
    /// afterwards, since the first one may have missed a rating.
    /// </summary>
    public async Task FitIfDueAsync(CalibrationKey key)
    {
        var partition = key.Partition;
        if (_asked.AddOrUpdate(partition, 1, static (_, count) => count + 1) > 1) return;

        int seen;
        do
        {
            seen = _asked[partition];
            await LookAsync(partition);
        }
        while (!_asked.TryRemove(new(partition, seen)));
    }

    /// <summary>Fits all curves with enough ratings.</summary>
    /// <returns>How many were fitted.</returns>
    /// <exception cref="StorageUnavailableException">Storage failed; the next run fits the rest.</exception>
    public async Task<int> FitAllAsync(CancellationToken cancellationToken)
    {
        var fitted = 0;
        foreach (var partition in await feedback.PartitionsAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ratings = await feedback.ReadAsync(partition, MaxRatings, cancellationToken);
            if (await FitAsync(partition, ratings, cancellationToken)) fitted++;
        }

        return fitted;
    }

    private async Task LookAsync(string partition)
    {
        try
        {
            var reading = feedback.ReadAsync(partition, MaxRatings, CancellationToken.None);
            var known = await store.FindAsync(partition, CancellationToken.None);
            var ratings = await reading;
            if (ratings.Count >= (known?.Ratings ?? 0) + CalibrationCurve.MinRatings) await FitAsync(partition, ratings, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            Log.Postponed(logger);
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception);
        }
    }

    private async Task<bool> FitAsync(string partition, IReadOnlyList<RatedScore> ratings, CancellationToken cancellationToken)
    {
        if (CalibrationCurve.Fit(ratings, clock.GetUtcNow()) is not { } curve) return false;

        await store.PutAsync(partition, curve, cancellationToken);
        curves.Set(partition, curve);
        Log.Fitted(logger, curve.Kind, curve.Ratings);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Fitted a calibration curve ({Kind}) to {Ratings} ratings.")]
        public static partial void Fitted(ILogger logger, CalibrationKind kind, int ratings);

        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: a calibration curve is fitted later.")]
        public static partial void Postponed(ILogger logger);

        [LoggerMessage(LogLevel.Error, "A calibration curve can't be fitted: internal error.")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
