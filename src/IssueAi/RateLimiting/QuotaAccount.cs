namespace IssueAi.RateLimiting;

/// <summary>
/// One caller's usage as this instance knows it: what the table said last, what is being written, and what isn't written
/// yet. It only calculates, and is for one thread at a time.
/// </summary>
internal sealed class QuotaAccount(RateLimitOptions options)
{
    private CallerUse _inFlight = CallerUse.None;
    private CallerUse _unwritten = CallerUse.None;

    /// <summary>Gets or sets what the table said last.</summary>
    public StoredUse Known { get; set; } = StoredUse.None;

    /// <summary>Gives the quota of requests where it is used up; null where it isn't.</summary>
    public QuotaStatus? FindExhausted(DateTimeOffset now)
    {
        var use = UseAt(now);
        return use.Requests.Count >= options.PermitLimit ? RequestsOf(use, now) : null;
    }

    /// <summary>Tells whether anything that still counts isn't in the table.</summary>
    public bool HasUnwritten(DateTimeOffset now) => !Count(_unwritten, now).IsNone;

    /// <summary>Corrects the tokens of a day; false when it is over, since its tokens limit nobody any more.</summary>
    public bool TryCorrect(long difference, DateOnly day, DateTimeOffset now)
    {
        if (day != CallerUse.DayOf(now)) return false;
        _unwritten = Add(Count(_unwritten, now), new CallerUse(RequestLog.Empty, day, difference));
        return true;
    }

    /// <summary>Decides writes, and drafts the row that holds all that isn't in the table.</summary>
    /// <returns>The draft, for <see cref="End"/>; null when there is nothing to write.</returns>
    public Draft? Begin(List<PendingWrite> writes, CallerLedger ledger, DateTimeOffset now)
    {
        var late = Count(_unwritten, now);
        var changes = late;
        var isDue = false;
        foreach (var write in writes)
        {
            var change = Decide(write, Add(Count(Known.Use, now), changes), ledger, now);
            changes = Add(changes, change);
            isDue |= !change.IsNone || write.Tokens is null;
        }

        if (!isDue || changes.IsNone) return null;

        var use = Add(Count(Known.Use, now), changes);
        _inFlight = changes;
        _unwritten = CallerUse.None;
        return new(new StoredUse(use with { Tokens = Math.Max(0, use.Tokens) }, Known.Tag, Guid.NewGuid().ToString("N")), late);
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    public void End(Draft draft, bool isWritten, DateTimeOffset now)
    {
        _inFlight = CallerUse.None;
        if (!isWritten) _unwritten = Add(draft.Late, Count(_unwritten, now));
    }

    /// <summary>Decides a write by what is known here, and keeps its change for a later write.</summary>
    public void DecideLocally(PendingWrite write, CallerLedger ledger, DateTimeOffset now) =>
        _unwritten = Add(Count(_unwritten, now), Decide(write, UseAt(now), ledger, now));

    /// <summary>Decides a write by what the caller has used so far.</summary>
    /// <returns>What it adds to that.</returns>
    private CallerUse Decide(PendingWrite write, CallerUse use, CallerLedger ledger, DateTimeOffset now)
    {
        var nothing = new CallerUse(RequestLog.Empty, use.Day, 0);
        if (write.Tokens is not { } tokens) return nothing;
        if (use.Requests.Count >= options.PermitLimit)
        {
            write.Lease = RateLimitLease.Refused(RequestsOf(use, now));
            return nothing;
        }

        // A response may begin as long as any token is left: a budget is overdrawn by one response at most, and no budget is
        // too small for a single one.
        var hasTokens = use.Tokens < options.TokensPerDay;
        var change = new CallerUse(RequestLog.Of(now), use.Day, hasTokens ? tokens : 0);
        write.Lease = RateLimitLease.Counted(
            ledger, RequestsOf(Add(use, change), now), hasTokens ? null : TokensOf(use, now), use.Day, change.Tokens);
        return change;
    }

    private QuotaStatus RequestsOf(CallerUse use, DateTimeOffset now) => new(
        options.PermitLimit,
        Math.Max(0, options.PermitLimit - use.Requests.Count),
        (use.Requests.HasRoomAt(options.PermitLimit, options.Window) ?? now) - now);

    private QuotaStatus TokensOf(CallerUse use, DateTimeOffset now) => new(
        options.TokensPerDay, Math.Max(0, options.TokensPerDay - use.Tokens), CallerUse.EndOf(use.Day) - now);

    private CallerUse UseAt(DateTimeOffset now) => Add(Add(Count(Known.Use, now), Count(_inFlight, now)), Count(_unwritten, now));

    private CallerUse Count(CallerUse use, DateTimeOffset now) => use.At(now, options.Window);

    private CallerUse Add(CallerUse use, CallerUse change) => use.Add(change, options.Window);

    /// <summary>What is about to be written.</summary>
    /// <param name="Next">The row.</param>
    /// <param name="Late">What of it was unwritten before, and is again when the write fails.</param>
    public readonly record struct Draft(StoredUse Next, CallerUse Late);
}
