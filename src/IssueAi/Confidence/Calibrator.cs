using System.Collections.Concurrent;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Confidence;

/// <summary>Fits calibration curves to users' ratings.</summary>
internal sealed partial class Calibrator(
    FeedbackStore feedback, CalibrationStore store, CalibrationCurves curves, TimeProvider clock, ILogger<Calibrator> logger)
{
    // Enough for any curve; more would only be more to read.
    private const int MaxRatings = 5000;

    // How often each curve that is being looked at has been asked for.
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>
    /// Fits a curve when another <see cref="CalibrationCurve.MinRatings"/> ratings have come since the last time. Never
    /// throws: what fails is left to <see cref="FitAllAsync"/>. Asked for while it is at it, it looks once more afterwards,
    /// since a rating may have come behind its reading.
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

    /// <summary>Fits all curves for which there are ratings enough.</summary>
    /// <returns>How many were fitted.</returns>
    /// <exception cref="StorageUnavailableException">Storage failed on the way; the rest is for the next time.</exception>
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

        [LoggerMessage(LogLevel.Error, "A calibration curve can't be fitted by a fault of ours.")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
