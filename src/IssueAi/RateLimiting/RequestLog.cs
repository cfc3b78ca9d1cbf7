using System.Collections.Immutable;
using System.Globalization;

namespace IssueAi.RateLimiting;

/// <summary>
/// The times of a caller's requests in the last window, oldest first. Requests of the same sixtieth of a window share an
/// entry with the latest time: no window ever holds more requests than are counted, and a log stays small at any limit.
/// </summary>
internal sealed class RequestLog
{
    private const int Slices = 60;

    private readonly ImmutableArray<Entry> _entries;

    private RequestLog(ImmutableArray<Entry> entries)
    {
        _entries = entries;
        Count = entries.Sum(entry => entry.Requests);
    }

    public static RequestLog Empty { get; } = new([]);

    public int Count { get; }

    /// <summary>Gives the log of a single request.</summary>
    public static RequestLog Of(DateTimeOffset at) => new([new(at, 1)]);

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    public static RequestLog Parse(string text) => new([.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Entry.Parse)]);

    /// <summary>Gives the entries that still count. A time in the future counts as now.</summary>
    public RequestLog At(DateTimeOffset now, TimeSpan window) => new(
        [.. _entries.Where(entry => now - entry.Latest < window).Select(entry => entry.Latest > now ? entry with { Latest = now } : entry)]);

    /// <summary>Adds the requests of another log.</summary>
    public RequestLog Add(RequestLog other, TimeSpan window)
    {
        if (other.Count == 0) return this;

        var slice = Math.Max(1, window.Ticks / Slices);
        var merged = ImmutableArray.CreateBuilder<Entry>();
        foreach (var entry in _entries.Concat(other._entries).OrderBy(entry => entry.Latest))
        {
            if (merged is [.., var last] && last.Latest.UtcTicks / slice == entry.Latest.UtcTicks / slice) merged[^1] = entry with { Requests = last.Requests + entry.Requests };
            else merged.Add(entry);
        }

        return new(merged.ToImmutable());
    }

    /// <summary>Gets when enough requests have left the window to admit one more; null when there are none.</summary>
    public DateTimeOffset? HasRoomAt(int limit, TimeSpan window)
    {
        var left = Count;
        foreach (var entry in _entries)
        {
            left -= entry.Requests;
            if (left < limit) return entry.Latest + window;
        }

        return null;
    }

    public override string ToString() => string.Join(';', _entries);

    private readonly record struct Entry(DateTimeOffset Latest, int Requests)
    {
        public static Entry Parse(string text)
        {
            var parts = text.Split(':');
            return new(
                new(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latest.UtcTicks}:{Requests}");
    }
}
