using System.Collections.Concurrent;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Confidence;

/// <summary>
/// The calibration curves in memory. An old curve is refreshed in the background; a curve that can't be read counts as
/// missing.
/// </summary>
internal sealed partial class CalibrationCurves(CalibrationStore store, TimeProvider clock, ILogger<CalibrationCurves> logger)
{
    // A limit for many tenants; dropped curves are read again.
    private const int MaxEntries = 4096;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FreshnessOfAFailure = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Gets a curve; null where there is none. Never fails, and waits for the table only the first time.</summary>
    public async Task<CalibrationCurve?> FindAsync(CalibrationKey key)
    {
        var partition = key.Partition;
        var entry = _entries.GetOrAdd(partition, name => Begin(name, previous: null));
        var (curve, freshness) = await entry.Reading;
        if (clock.GetElapsedTime(entry.BegunAt) >= freshness) _entries.TryUpdate(partition, Begin(partition, curve), entry);
        return curve;
    }

    /// <summary>Adds a curve that has just been fitted.</summary>
    public void Set(string partition, CalibrationCurve curve) =>
        _entries[partition] = new Entry(Task.FromResult((Curve: (CalibrationCurve?)curve, Freshness)), clock.GetTimestamp());

    private Entry Begin(string partition, CalibrationCurve? previous)
    {
        if (_entries.Count >= MaxEntries) _entries.Clear();
        return new Entry(ReadAsync(partition, previous), clock.GetTimestamp());
    }

    private async Task<(CalibrationCurve? Curve, TimeSpan Freshness)> ReadAsync(string partition, CalibrationCurve? previous)
    {
        try
        {
            return (await store.FindAsync(partition, CancellationToken.None), Freshness);
        }
        catch (StorageUnavailableException)
        {
            return (previous, FreshnessOfAFailure);
        }
        catch (Exception exception)
        {
            Log.Unreadable(logger, exception);
            return (null, Freshness);
        }
    }

    private sealed record Entry(Task<(CalibrationCurve? Curve, TimeSpan Freshness)> Reading, long BegunAt);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A calibration curve can't be read.")]
        public static partial void Unreadable(ILogger logger, Exception exception);
    }
}
