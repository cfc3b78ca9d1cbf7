namespace IssueAi.RateLimiting;

/// <summary>
/// One caller's usage as this instance knows it: the last state of the table, the running write, and the changes that aren't written
/// yet. It only calculates, and is for one thread at a time.
/// </summary>
internal sealed class QuotaAccount(RateLimitOptions options)
{
    private readonly List<UnwrittenUse> _unwritten = [];
    private StoredUse _known = StoredUse.None;
    private CallerUse _inFlight = CallerUse.None;

    /// <summary>Gets or sets the last state of the table. Usage whose write was in doubt is no longer unwritten where the table has that write.</summary>
    public StoredUse Known
    {
        get => _known;
        set
        {
            _known = value;
            ForgetWritten();
        }
    }

    /// <summary>Gives the quota of requests where it is used up; null where it isn't.</summary>
    public QuotaStatus? FindExhausted(DateTimeOffset now)
    {
        var use = UseAt(now);
        return use.Requests.Count >= options.PermitLimit ? RequestsOf(use, now) : null;
    }

    /// <summary>Tells whether anything that still counts isn't in the table.</summary>
    public bool HasUnwritten(DateTimeOffset now) => !UnwrittenAt(now).IsNone;

    /// <summary>Corrects the usage of a day; false when the day is over, because its tokens no longer count.</summary>
    public bool TryCorrect(CallerUse change, DateTimeOffset now)
    {
        if (change.Day != CallerUse.DayOf(now)) return false;
        AddUnwritten(change, now);
        return true;
    }

    /// <summary>Decides writes, and drafts the row that holds all that isn't in the table.</summary>
    /// <returns>The draft, for <see cref="End"/>; null when there is nothing to write.</returns>
    public Draft? Begin(List<PendingWrite> writes, CallerLedger ledger, DateTimeOffset now)
    {
        var late = UnwrittenAt(now);
        var known = Count(Known.Use, now);
        var decided = CallerUse.NoneOf(known.Day);
        var isDue = false;
        foreach (var write in writes)
        {
            var change = Decide(write, Add(Add(known, late), decided), ledger, now);
            decided = Add(decided, change);
            isDue |= !change.IsNone || write.Reservation is null;
        }

        _inFlight = Add(late, decided);
        if (!isDue || _inFlight.IsNone)
        {
            _inFlight = CallerUse.None;
            return null;
        }

        UnwrittenUse[] taken = [.. _unwritten];
        _unwritten.Clear();
        return new(Known.Next(Add(known, _inFlight).AboveZero()), taken, decided);
    }

    /// <summary>Ends the write that <see cref="Begin"/> began. What is decided stays so unless the write was refused.</summary>
    public void End(Draft draft, WriteOutcome outcome)
    {
        _inFlight = CallerUse.None;
        if (outcome == WriteOutcome.Refused) _unwritten.AddRange(draft.Late);
        if (outcome == WriteOutcome.InDoubt) _unwritten.AddRange(draft.InDoubt());

        // A read may have brought a write that was in doubt, be it this one.
        ForgetWritten();
    }

    /// <summary>Decides a write by the state known here, and keeps its change for a later write.</summary>
    public void DecideLocally(PendingWrite write, CallerLedger ledger, DateTimeOffset now) =>
        AddUnwritten(Decide(write, UseAt(now), ledger, now), now);

    private void ForgetWritten() => _unwritten.RemoveAll(part => part.WritesInDoubt.Overlaps(_known.Writes));

    // All that was never sent is one part.
    private void AddUnwritten(CallerUse change, DateTimeOffset now)
    {
        _unwritten.RemoveAll(part => Count(part.Use, now).IsNone);
        var at = _unwritten.FindIndex(part => part.WritesInDoubt.IsEmpty);
        if (at < 0) _unwritten.Add(UnwrittenUse.Of(change));
        else _unwritten[at] = UnwrittenUse.Of(Add(Count(_unwritten[at].Use, now), change));
    }

    /// <summary>Decides a write by the caller's usage so far.</summary>
    /// <returns>The added usage.</returns>
    private CallerUse Decide(PendingWrite write, CallerUse use, CallerLedger ledger, DateTimeOffset now)
    {
        var nothing = CallerUse.NoneOf(use.Day);
        if (write.Reservation is not { } wanted) return nothing;
        if (use.Requests.Count >= options.PermitLimit)
        {
            write.Lease = RateLimitLease.Refused(RequestsOf(use, now));
            return nothing;
        }

        // A response may begin as long as any token is left: a budget is overdrawn by one response at most, and no budget is
        // too small for a single one.
        var hasTokens = use.Tokens < options.TokensPerDay;
        var change = nothing with { Requests = RequestLog.Of(now), Reservations = hasTokens ? TokenReservations.Of(wanted, now) : TokenReservations.None };
        write.Lease = RateLimitLease.Counted(ledger, RequestsOf(Add(use, change), now), hasTokens ? null : TokensOf(use, now), use.Day, change.Reservations);
        return change;
    }

    private QuotaStatus RequestsOf(CallerUse use, DateTimeOffset now) => new(
        options.PermitLimit,
        Math.Max(0, options.PermitLimit - use.Requests.Count),
        (use.Requests.HasRoomAt(options.PermitLimit, options.Window) ?? now) - now);

    private QuotaStatus TokensOf(CallerUse use, DateTimeOffset now) => new(
        options.TokensPerDay, Math.Max(0, options.TokensPerDay - use.Tokens), CallerUse.EndOf(use.Day) - now);

    private CallerUse UseAt(DateTimeOffset now) => Add(Add(Count(Known.Use, now), Count(_inFlight, now)), UnwrittenAt(now));

    private CallerUse UnwrittenAt(DateTimeOffset now) =>
        _unwritten.Aggregate(CallerUse.NoneOf(CallerUse.DayOf(now)), (sum, part) => Add(sum, Count(part.Use, now)));

    private CallerUse Count(CallerUse use, DateTimeOffset now) => use.At(now, options.Window);

    private CallerUse Add(CallerUse use, CallerUse change) => use.Add(change, options.Window);

    /// <summary>The changes to write.</summary>
    /// <param name="Next">The row.</param>
    /// <param name="Late">The part that was unwritten before, and is again if the write fails.</param>
    /// <param name="Decided">What the draft's own requests add.</param>
    public readonly record struct Draft(StoredUse Next, IReadOnlyList<UnwrittenUse> Late, CallerUse Decided)
    {
        /// <summary>Gives all of it as usage whose write is in doubt.</summary>
        public IEnumerable<UnwrittenUse> InDoubt()
        {
            var id = Next.LatestWrite;
            return Late.Append(UnwrittenUse.Of(Decided)).Select(part => part with { WritesInDoubt = part.WritesInDoubt.Add(id) });
        }
    }
}
