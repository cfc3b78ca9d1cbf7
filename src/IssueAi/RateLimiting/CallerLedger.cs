using IssueAi.Tables;

namespace IssueAi.RateLimiting;

/// <summary>
/// One caller's use as this instance knows it: what the table said last, and what is not written there yet. Requests that
/// come while a write is under way share the next one, so that an instance never races with itself; with other instances it
/// does, by the row's version. While storage is down the ledger decides by itself, and writes it down later.
/// </summary>
internal sealed class CallerLedger(
    string partition, CallerUseStore store, StorageTime time, RateLimitOptions options, Action<CallerLedger> onUnwritten)
{
    // Each lost race means that another instance went ahead; then what is known is nearly all there is.
    private const int MaxRaces = 5;

    private readonly Lock _gate = new();
    private List<PendingWrite> _waiting = [];
    private StoredUse _known = StoredUse.None;
    private CallerUse _inFlight = CallerUse.None;
    private CallerUse _unwritten = CallerUse.None;
    private Task<bool> _reading = Task.FromResult(true);
    private int _writes;
    private bool _isWriting;

    /// <summary>Refuses a caller who is over the limit by what is known here, to which the table could only add; null for any other.</summary>
    public RateLimitLease? RefuseAtOnce()
    {
        lock (_gate)
        {
            var now = time.UtcNow;
            var use = UseAt(now);
            return use.Requests.Count >= options.PermitLimit ? RateLimitLease.Refused(RequestsOf(use, now)) : null;
        }
    }

    /// <summary>Reads what other instances have written, once for all who ask meanwhile.</summary>
    /// <returns>Whether storage answered.</returns>
    public Task<bool> TryReadAsync()
    {
        lock (_gate)
        {
            // One that is under way may bring what is no longer so; then the write finds out.
            return _reading.IsCompleted ? _reading = ReadOrFailAsync() : _reading;
        }
    }

    /// <summary>Counts a request and reserves tokens for it, where the limits allow it.</summary>
    /// <param name="tokens">How many tokens the answer may cost; above zero.</param>
    /// <param name="isStorageUp">Whether to write it down at once; else the ledger decides by itself.</param>
    public async Task<RateLimitLease> CountAsync(long tokens, bool isStorageUp)
    {
        var turn = new PendingWrite(tokens);
        if (isStorageUp) Enqueue(turn);
        else DecideHere([turn]);

        await turn.Done;
        return turn.Lease!;
    }

    /// <summary>Corrects the tokens of a day.</summary>
    public void Settle(long difference, DateOnly day)
    {
        lock (_gate)
        {
            // A budget of yesterday's limits nobody any more.
            var now = time.UtcNow;
            if (day != CallerUse.DayOf(now)) return;
            _unwritten = Add(Count(_unwritten, now), new CallerUse(RequestLog.Empty, day, difference));
        }

        onUnwritten(this);
    }

    /// <summary>Writes what is not written yet. With storage down it stays for another time.</summary>
    public Task WriteAsync()
    {
        var turn = new PendingWrite(tokens: null);
        Enqueue(turn);
        return turn.Done;
    }

    private void Enqueue(PendingWrite turn)
    {
        lock (_gate)
        {
            _waiting.Add(turn);
            if (_isWriting) return;
            _isWriting = true;
        }

        _ = WriteAllAsync();
    }

    private List<PendingWrite>? TakeWaiting()
    {
        lock (_gate)
        {
            var turns = _waiting;
            _isWriting = turns.Count > 0;
            _waiting = [];
            return _isWriting ? turns : null;
        }
    }

    private async Task WriteAllAsync()
    {
        while (TakeWaiting() is { } turns)
        {
            try
            {
                if (!await TryDecideAsync(turns)) DecideHere(turns);
            }
            catch (StorageUnavailableException)
            {
                DecideHere(turns);
            }
            catch (Exception exception)
            {
                // Nobody may wait for a decision that isn't made.
                foreach (var turn in turns) turn.Fail(exception);
            }
        }
    }

    /// <summary>Decides and writes, anew each time another instance was quicker; false when that doesn't end.</summary>
    private async Task<bool> TryDecideAsync(List<PendingWrite> turns)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            if (Begin(turns) is not { } draft) return true;

            var isWritten = false;
            try
            {
                isWritten = await TryWriteAsync(draft.Next);
            }
            finally
            {
                End(draft, turns, isWritten);
            }

            if (isWritten) return true;
        }

        return false;
    }

    /// <summary>Decides by what is known; null, and all is done, where that leaves nothing to write.</summary>
    private Draft? Begin(List<PendingWrite> turns)
    {
        lock (_gate)
        {
            var now = time.UtcNow;
            var late = Count(_unwritten, now);
            var changes = late;
            var isWorthIt = false;
            foreach (var turn in turns)
            {
                var change = Decide(turn, Add(Count(_known.Use, now), changes), now);
                changes = Add(changes, change);
                isWorthIt |= !change.IsNone || turn.Tokens is null;
            }

            if (!isWorthIt || changes.IsNone)
            {
                foreach (var turn in turns) turn.Finish();
                return null;
            }

            var use = Add(Count(_known.Use, now), changes);
            _inFlight = changes;
            _unwritten = CallerUse.None;
            return new(new StoredUse(use with { Tokens = Math.Max(0, use.Tokens) }, _known.Tag, Guid.NewGuid().ToString("N")), late);
        }
    }

    private void End(Draft draft, List<PendingWrite> turns, bool isWritten)
    {
        lock (_gate)
        {
            _inFlight = CallerUse.None;
            if (!isWritten) _unwritten = Add(draft.Late, Count(_unwritten, time.UtcNow));
            else foreach (var turn in turns) turn.Finish();
        }
    }

    /// <summary>Decides by what is known here, and keeps it for later.</summary>
    private void DecideHere(List<PendingWrite> turns)
    {
        bool isUnwritten;
        lock (_gate)
        {
            var now = time.UtcNow;
            foreach (var turn in turns)
            {
                _unwritten = Add(Count(_unwritten, now), Decide(turn, UseAt(now), now));
                turn.Finish();
            }

            isUnwritten = !Count(_unwritten, now).IsNone;
        }

        if (isUnwritten) onUnwritten(this);
    }

    /// <summary>Decides a turn by what the caller has used so far.</summary>
    /// <returns>What it adds to that.</returns>
    private CallerUse Decide(PendingWrite turn, CallerUse use, DateTimeOffset now)
    {
        var nothing = new CallerUse(RequestLog.Empty, use.Day, 0);
        if (turn.Tokens is not { } tokens) return nothing;
        if (use.Requests.Count >= options.PermitLimit)
        {
            turn.Lease = RateLimitLease.Refused(RequestsOf(use, now));
            return nothing;
        }

        // As long as anything is left, an answer may begin: so the budget is overdrawn by one answer at the most, and no
        // budget is too small for a single one.
        var hasTokens = use.Tokens < options.TokensPerDay;
        var change = new CallerUse(RequestLog.Of(now), use.Day, hasTokens ? tokens : 0);
        turn.Lease = RateLimitLease.Counted(
            this, RequestsOf(Add(use, change), now), hasTokens ? null : TokensOf(use, now), use.Day, change.Tokens);
        return change;
    }

    private QuotaStatus RequestsOf(CallerUse use, DateTimeOffset now) => new(
        options.PermitLimit,
        Math.Max(0, options.PermitLimit - use.Requests.Count),
        (use.Requests.HasRoomAt(options.PermitLimit, options.Window) ?? now) - now);

    private QuotaStatus TokensOf(CallerUse use, DateTimeOffset now) => new(
        options.TokensPerDay, Math.Max(0, options.TokensPerDay - use.Tokens), CallerUse.EndOf(use.Day) - now);

    private async Task<bool> ReadOrFailAsync()
    {
        try
        {
            await ReadAsync();
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private async Task<StoredUse> ReadAsync()
    {
        var writes = Volatile.Read(ref _writes);
        var stored = await store.ReadAsync(partition);
        lock (_gate)
        {
            // What was written meanwhile is newer than what was read.
            if (_writes == writes) _known = stored;
        }

        return stored;
    }

    private async Task<bool> TryWriteAsync(StoredUse next)
    {
        if (await store.TryWriteAsync(partition, next) is not { } tag)
        {
            // A write whose reply was lost is refused when it is tried again: then the row is ours.
            var found = await ReadAsync();
            return found.Writer == next.Writer;
        }

        lock (_gate)
        {
            _known = next with { Tag = tag };
            _writes++;
        }

        return true;
    }

    private CallerUse UseAt(DateTimeOffset now) => Add(Add(Count(_known.Use, now), Count(_inFlight, now)), Count(_unwritten, now));

    private CallerUse Count(CallerUse use, DateTimeOffset now) => use.At(now, options.Window);

    private CallerUse Add(CallerUse use, CallerUse change) => use.Add(change, options.Window);

    /// <summary>What is about to be written.</summary>
    /// <param name="Next">The row.</param>
    /// <param name="Late">What of it was unwritten before, and is again when the write fails.</param>
    private readonly record struct Draft(StoredUse Next, CallerUse Late);
}
