namespace IssueAi.Resilience;

/// <summary>
/// Decides when an outage is reported: once when it begins and once when it has ended. While a service answers only some of many
/// calls, a circuit breaker opens and closes many times per second; that is one outage.
/// </summary>
/// <param name="quiet">How long no call must have failed before the outage has ended.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class OutageReport(TimeSpan quiet, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private volatile bool _isReported;
    private long _failedAt;

    /// <summary>Notes a failed call.</summary>
    /// <param name="hasOpened">Whether the failure opened the circuit breaker.</param>
    /// <returns>Whether an outage begins.</returns>
    public bool TryBegin(bool hasOpened)
    {
        lock (_gate)
        {
            _failedAt = clock.GetTimestamp();
            if (_isReported || !hasOpened) return false;
            _isReported = true;
            return true;
        }
    }

    /// <summary>Notes that a call succeeded.</summary>
    /// <returns>Whether that ends the outage.</returns>
    public bool TryEnd()
    {
        if (!_isReported) return false;
        lock (_gate)
        {
            if (!_isReported || clock.GetElapsedTime(_failedAt) < quiet) return false;
            _isReported = false;
            return true;
        }
    }
}
