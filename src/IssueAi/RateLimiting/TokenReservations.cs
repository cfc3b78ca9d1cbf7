using System.Collections.Immutable;
using System.Globalization;

namespace IssueAi.RateLimiting;

/// <summary>
/// Tokens that are reserved for running responses, or a change of them, by the time at which each reservation is over.
/// Reservations that end together share an entry, and ends are rounded, so that a caller has few entries at any limit.
/// </summary>
internal sealed class TokenReservations
{
    private const int Slices = 60;

    private static readonly TimeSpan MinSlice = TimeSpan.FromSeconds(1);

    private readonly ImmutableSortedDictionary<long, long> _tokensByEnd;

    private TokenReservations(ImmutableSortedDictionary<long, long> tokensByEnd)
    {
        _tokensByEnd = tokensByEnd;
        Total = tokensByEnd.Values.Sum();
    }

    public static TokenReservations None { get; } = new(ImmutableSortedDictionary<long, long>.Empty);

    public long Total { get; }

    /// <summary>Gets a value indicating whether nothing is reserved, and nothing changed.</summary>
    public bool IsNone => _tokensByEnd.IsEmpty;

    /// <summary>Reserves tokens from now on.</summary>
    public static TokenReservations Of(TokenReservation reservation, DateTimeOffset now)
    {
        var slice = Math.Max(MinSlice.Ticks, reservation.LongestRun.Ticks / Slices);
        var end = (now + reservation.LongestRun).UtcTicks;
        return new(None._tokensByEnd.Add((end + slice - 1) / slice * slice, reservation.Tokens));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; nothing where a row has none.</summary>
    public static TokenReservations Parse(string? text) => string.IsNullOrEmpty(text)
        ? None
        : new(text.Split(';').Select(entry => entry.Split(':')).ToImmutableSortedDictionary(entry => Number(entry[0]), entry => Number(entry[1])));

    /// <summary>Gives those that aren't over.</summary>
    public TokenReservations At(DateTimeOffset now) => Where((end, _) => end > now.UtcTicks);

    /// <summary>Adds a change.</summary>
    public TokenReservations Add(TokenReservations change)
    {
        var sum = _tokensByEnd;
        foreach (var (end, tokens) in change._tokensByEnd)
        {
            var left = sum.GetValueOrDefault(end) + tokens;
            sum = left == 0 ? sum.Remove(end) : sum.SetItem(end, left);
        }

        return new(sum);
    }

    /// <summary>Gives the change that takes these back.</summary>
    public TokenReservations TakenBack() => new(_tokensByEnd.ToImmutableSortedDictionary(entry => entry.Key, entry => -entry.Value));

    /// <summary>Gives those above zero: what is taken back may be gone already.</summary>
    public TokenReservations AboveZero() => Where((_, tokens) => tokens > 0);

    public override string ToString() =>
        string.Join(';', _tokensByEnd.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}:{entry.Value}")));

    private TokenReservations Where(Func<long, long, bool> isWanted) =>
        _tokensByEnd.All(entry => isWanted(entry.Key, entry.Value))
            ? this
            : new(_tokensByEnd.Where(entry => isWanted(entry.Key, entry.Value)).ToImmutableSortedDictionary());

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
