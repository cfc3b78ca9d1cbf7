using Azure;

namespace IssueAi.Tables;

/// <summary>
/// The storage service's time, which all instances share. It is learned from the <c>Date</c> of the service's answers; until
/// the first one, and while the clocks agree, it is the instance's own time.
/// </summary>
internal sealed class StorageTime(TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private TimeSpan _offset;
    private long? _observedAt;

    /// <summary>Gets a value indicating whether an answer was observed within the last minute.</summary>
    public bool IsFresh
    {
        get
        {
            lock (_gate) return _observedAt is { } at && clock.GetElapsedTime(at) < Freshness;
        }
    }

    /// <summary>Gets the time; the instances agree on it within about a second.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_gate) return clock.GetUtcNow() + _offset;
        }
    }

    /// <summary>Learns from an answer.</summary>
    /// <param name="answer">The service's answer.</param>
    /// <param name="askedAt">When the request was sent, by the instance's clock.</param>
    public void Observe(Response answer, DateTimeOffset askedAt)
    {
        if (answer.Headers.Date is not { } date) return;

        // The date is cut to the second, and was written somewhere between question and answer.
        var least = date - clock.GetUtcNow();
        var most = date.AddSeconds(1) - askedAt;
        lock (_gate)
        {
            _observedAt = clock.GetTimestamp();

            // Within these bounds nothing is learned, so clocks that agree are left alone.
            if (least <= most) _offset = _offset < least ? least : _offset > most ? most : _offset;
        }
    }
}
