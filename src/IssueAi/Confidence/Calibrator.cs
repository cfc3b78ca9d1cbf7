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

    // A limit for many tenants; a curve that is dropped is read again.
    private const int MaxKnown = 4096;

    private readonly ConcurrentDictionary<string, RatingCount> _counts = new(StringComparer.Ordinal);

    public string Name => "calibrate";

    Task IMaintenanceTask.RunAsync(CancellationToken cancellationToken) => FitAllAsync(cancellationToken);

    /// <summary>
    /// Counts a new rating, and fits its curve when another <see cref="CalibrationCurve.MinRatings"/> have come since the last
    /// time. The ratings are read only when that may be so, by what this instance knows; others' are found by
    /// <see cref="FitAllAsync"/>. Never throws: after a failure <see cref="FitAllAsync"/> fits the curve later.
    /// </summary>
    public async Task FitIfDueAsync(CalibrationKey key)
    {
        var partition = key.Partition;
        if (_counts.Count >= MaxKnown) _counts.Clear();
        var count = _counts.GetOrAdd(partition, static _ => new RatingCount());
        if (!count.Add()) return;

        // Ratings that come meanwhile may have been missed.
        do
        {
            count.SetMissing(await LookAsync(partition));
        }
        while (count.IsDueAgain());
    }

    /// <summary>Fits all curves with enough ratings.</summary>
    /// <returns>How many were fitted.</returns>
    /// <exception cref="StorageUnavailableException">Storage failed; the next run fits the rest.</exception>
    public async Task<int> FitAllAsync(CancellationToken cancellationToken)
    {
        var fitted = 0;
        await foreach (var partition in feedback.PartitionsAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ratings = await feedback.ReadAsync(partition, MaxRatings, cancellationToken);
            if (await FitAsync(partition, ratings, cancellationToken)) fitted++;
        }

        return fitted;
    }

    /// <summary>Reads the ratings, and fits the curve where it is due.</summary>
    /// <returns>How many more ratings it takes until it is due again.</returns>
    private async Task<int> LookAsync(string partition)
    {
        try
        {
            var reading = feedback.ReadAsync(partition, MaxRatings, CancellationToken.None);
            var known = await store.FindAsync(partition, CancellationToken.None);
            var ratings = await reading;
            var missing = (known?.Ratings ?? 0) + CalibrationCurve.MinRatings - CalibrationCurve.CountOf(RaterWeights.Balance(ratings));
            if (missing > 0) return missing;

            await FitAsync(partition, ratings, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            Log.Postponed(logger);
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception);
        }

        return CalibrationCurve.MinRatings;
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
