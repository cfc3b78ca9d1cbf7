namespace IssueAi.RateLimiting;

/// <summary>
/// The decision of the limits on one request. It owns the tokens that are reserved for the request, and gives back on disposal what
/// the request didn't use.
/// </summary>
internal sealed class RateLimitLease : IDisposable
{
    private readonly CallerLedger? _ledger;
    private readonly DateOnly _day;
    private TokenReservations? _reserved;

    private RateLimitLease(
        CallerLedger? ledger, QuotaStatus? requests, QuotaStatus? tokens, bool isAdmitted, DateOnly day, TokenReservations? reserved)
    {
        _ledger = ledger;
        _day = day;
        _reserved = reserved;
        Requests = requests;
        Tokens = tokens;
        IsAdmitted = isAdmitted;
    }

    /// <summary>Gets a value indicating whether the client may have a response at all, be it one that exists already.</summary>
    public bool IsAdmitted { get; }

    /// <summary>Gets a value indicating whether a model may be asked for the client: tokens are reserved for it.</summary>
    public bool MayGenerate => IsAdmitted && Tokens is null;

    /// <summary>Gets the quota of requests; null where requests aren't limited.</summary>
    public QuotaStatus? Requests { get; }

    /// <summary>Gets the quota of tokens where none is left; otherwise null.</summary>
    public QuotaStatus? Tokens { get; }

    /// <summary>Gets or sets the model's tokens that the request has used. The default is 0: no model was asked.</summary>
    public long UsedTokens { get; set; }

    /// <summary>Gets a new lease without limits.</summary>
    public static RateLimitLease Unlimited() => new(ledger: null, requests: null, tokens: null, isAdmitted: true, day: default, reserved: null);

    public static RateLimitLease Refused(QuotaStatus requests) =>
        new(ledger: null, requests, tokens: null, isAdmitted: false, day: default, reserved: null);

    /// <summary>Gives the lease of a request that was counted.</summary>
    /// <param name="ledger">The caller's.</param>
    /// <param name="requests">The quota of requests, this request included.</param>
    /// <param name="tokens">The quota of tokens when none is left, and only a response that costs none can be given; else null.</param>
    /// <param name="day">The day of the reservation.</param>
    /// <param name="reserved">The tokens that are reserved.</param>
    public static RateLimitLease Counted(CallerLedger ledger, QuotaStatus requests, QuotaStatus? tokens, DateOnly day, TokenReservations reserved) =>
        new(ledger, requests, tokens, isAdmitted: true, day, reserved);

    /// <summary>Replaces the reserved tokens by <see cref="UsedTokens"/>. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _reserved, null) is not { IsNone: false } reserved) return;
        _ledger?.Correct(CallerUse.NoneOf(_day) with { UsedTokens = UsedTokens, Reservations = reserved.TakenBack() });
    }
}
