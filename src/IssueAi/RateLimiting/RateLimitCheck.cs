namespace IssueAi.RateLimiting;

/// <summary>Checks one request. It is counted only by <see cref="CountAsync"/>.</summary>
internal sealed class RateLimitCheck
{
    private readonly CallerLedger? _ledger;
    private readonly Task<bool> _reading;

    /// <param name="ledger">The caller's; null without limits.</param>
    /// <param name="waitsForReads">Whether a read takes no time beside others.</param>
    public RateLimitCheck(CallerLedger? ledger, bool waitsForReads)
    {
        _ledger = ledger;
        Refusal = ledger?.RefuseAtOnce();
        _reading = ledger is null || Refusal is not null ? Task.FromResult(true) : ledger.TryReadAsync(waitsForReads);
    }

    /// <summary>Gets the refusal of a caller over the limit by the usage known here; null for any other.</summary>
    public RateLimitLease? Refusal { get; }

    /// <summary>Counts the request, once it is known to be valid, and reserves tokens for it.</summary>
    /// <param name="reservation">The tokens that it may need.</param>
    public async Task<RateLimitLease> CountAsync(TokenReservation reservation) =>
        _ledger is null ? RateLimitLease.Unlimited() : Refusal ?? await _ledger.CountAsync(reservation, await _reading);
}
