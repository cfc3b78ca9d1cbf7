namespace IssueAi.RateLimiting;

/// <summary>What the limits say to one request for an answer.</summary>
internal sealed class RateLimitLease
{
    private readonly CallerLedger? _ledger;
    private readonly DateOnly _day;
    private long _reserved;

    private RateLimitLease(CallerLedger? ledger, QuotaStatus? requests, QuotaStatus? tokens, bool isAdmitted, DateOnly day, long reserved)
    {
        _ledger = ledger;
        _day = day;
        _reserved = reserved;
        Requests = requests;
        Tokens = tokens;
        IsAdmitted = isAdmitted;
    }

    /// <summary>Gets a new admission where nobody is limited.</summary>
    public static RateLimitLease Unlimited() => new(ledger: null, requests: null, tokens: null, isAdmitted: true, day: default, reserved: 0);

    public static RateLimitLease Refused(QuotaStatus requests) =>
        new(ledger: null, requests, tokens: null, isAdmitted: false, day: default, reserved: 0);

    /// <summary>Gives the admission of a request that was counted.</summary>
    /// <param name="ledger">The caller's.</param>
    /// <param name="requests">How the caller stands, this request included.</param>
    /// <param name="tokens">How the caller stands when no token is left, and only an answer that costs none can be given; else null.</param>
    /// <param name="day">The day of the reservation.</param>
    /// <param name="reserved">How many tokens are reserved.</param>
    public static RateLimitLease Counted(CallerLedger ledger, QuotaStatus requests, QuotaStatus? tokens, DateOnly day, long reserved) =>
        new(ledger, requests, tokens, isAdmitted: true, day, reserved);

    /// <summary>Gets a value indicating whether the caller may have an answer at all, be it one that is there already.</summary>
    public bool IsAdmitted { get; }

    /// <summary>Gets a value indicating whether a model may be asked for the caller: tokens are reserved for it.</summary>
    public bool MayGenerate => IsAdmitted && Tokens is null;

    /// <summary>Gets how the caller stands with requests; null where nobody is limited.</summary>
    public QuotaStatus? Requests { get; }

    /// <summary>Gets how the caller stands with tokens, where none is left; else null.</summary>
    public QuotaStatus? Tokens { get; }

    /// <summary>Puts what was really used in the place of what was reserved. Only the first call counts.</summary>
    /// <param name="tokens">The model's tokens; 0 where no model was asked.</param>
    public void Settle(long tokens)
    {
        var reserved = Interlocked.Exchange(ref _reserved, 0);
        if (reserved != 0) _ledger?.Settle(tokens - reserved, _day);
    }
}
