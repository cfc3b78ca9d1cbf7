namespace IssueAi.Resilience;

/// <summary>
/// Stops calls to something that has failed several times in a row. After a pause, one call finds out whether it works
/// again; until that call has succeeded, the others wait for the next pause to end.
/// </summary>
/// <param name="failuresToOpen">How many failures in a row stop the calls.</param>
/// <param name="pause">How long they are stopped.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan pause, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long? _nextTryAt;

    /// <summary>Gets a value indicating whether a call would be made now, rather than be refused.</summary>
    public bool IsAvailable
    {
        get
        {
            lock (_gate) return Remaining() <= TimeSpan.Zero;
        }
    }

    /// <summary>Asks to make a call, whose outcome has to be told afterwards.</summary>
    /// <param name="retryAfter">How long calls are still refused.</param>
    public bool TryEnter(out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            retryAfter = Remaining();
            if (retryAfter > TimeSpan.Zero) return false;

            // The call that finds out goes alone.
            if (_nextTryAt is not null) _nextTryAt = After(pause);
            return true;
        }
    }

    /// <summary>Tells that a call succeeded.</summary>
    /// <returns>Whether calls were stopped before.</returns>
    public bool Succeed()
    {
        lock (_gate)
        {
            var wasOpen = _nextTryAt is not null;
            _failures = 0;
            _nextTryAt = null;
            return wasOpen;
        }
    }

    /// <summary>Tells that a call failed.</summary>
    /// <returns>Whether it is the failure that stops the calls; a failed call to find out is no news.</returns>
    public bool Fail()
    {
        lock (_gate)
        {
            _failures++;
            var wasOpen = _nextTryAt is not null;
            if (wasOpen || _failures >= failuresToOpen) _nextTryAt = After(pause);
            return !wasOpen && _nextTryAt is not null;
        }
    }

    /// <summary>Tells that a call ended without an outcome, as when its caller left: another one may find out at once.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            if (_nextTryAt is not null) _nextTryAt = clock.GetTimestamp();
        }
    }

    private TimeSpan Remaining() => _nextTryAt is { } next ? clock.GetElapsedTime(clock.GetTimestamp(), next) : TimeSpan.Zero;

    private long After(TimeSpan duration) => clock.GetTimestamp() + (long)(duration.TotalSeconds * clock.TimestampFrequency);
}
