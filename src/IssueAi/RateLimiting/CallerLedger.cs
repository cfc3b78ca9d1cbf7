using IssueAi.Tables;

namespace IssueAi.RateLimiting;

/// <summary>
/// Writes one caller's usage to the table. Requests that arrive during a write share the next one, so that an instance never
/// races with itself; instances race by the row's version. While storage is down the account decides by itself, and the
/// usage is written later.
/// </summary>
internal sealed class CallerLedger(
    string partition, CallerUseStore store, StorageTime time, RateLimitOptions options, Action<CallerLedger> onUnwritten)
{
    // A lost race means that another instance wrote; after this many, the known state is nearly complete.
    private const int MaxRaces = 5;

    private readonly Lock _gate = new();
    private readonly QuotaAccount _account = new(options);
    private List<PendingWrite> _waiting = [];
    private Task<bool> _reading = Task.FromResult(true);
    private int _writes;
    private bool _isWriting;

    // While this instance finds the row as it left it, a request needs no read: the write is refused if another instance wrote.
    private bool _isOnlyWriter;

    /// <summary>Refuses a caller over the limit by the usage known here, to which the table could only add; null for any other.</summary>
    public RateLimitLease? RefuseAtOnce()
    {
        lock (_gate) return _account.FindExhausted(time.UtcNow) is { } requests ? RateLimitLease.Refused(requests) : null;
    }

    /// <summary>
    /// Reads the other instances' writes, once for all concurrent requests, unless there are probably none: then the request is
    /// written at once.
    /// </summary>
    /// <param name="always">Whether to read in any case.</param>
    /// <returns>Whether storage may be written to.</returns>
    public Task<bool> TryReadAsync(bool always)
    {
        lock (_gate)
        {
            // A read that is under way may bring an old state; then the write finds out.
            if (!_reading.IsCompleted) return _reading;
            return _isOnlyWriter && !always && time.IsFresh ? Task.FromResult(true) : _reading = ReadOrFailAsync();
        }
    }

    /// <summary>Counts a request and reserves tokens for it, where the limits allow it.</summary>
    /// <param name="reservation">The tokens that the response may need.</param>
    /// <param name="isStorageUp">Whether to write at once; else the account decides by itself.</param>
    public async Task<RateLimitLease> CountAsync(TokenReservation reservation, bool isStorageUp)
    {
        var write = new PendingWrite(reservation);
        if (isStorageUp) Enqueue(write);
        else DecideLocally([write]);
        await write.Done;
        return write.Lease!;
    }

    /// <summary>Corrects the usage of a day.</summary>
    public void Correct(CallerUse change)
    {
        lock (_gate)
        {
            if (!_account.TryCorrect(change, time.UtcNow)) return;
        }

        onUnwritten(this);
    }

    /// <summary>Writes the pending changes. With storage down they wait for a later write.</summary>
    public Task WriteAsync()
    {
        var write = new PendingWrite(reservation: null);
        Enqueue(write);
        return write.Done;
    }

    private void Enqueue(PendingWrite write)
    {
        lock (_gate)
        {
            _waiting.Add(write);
            if (_isWriting) return;
            _isWriting = true;
        }

        _ = WriteAllAsync();
    }

    private List<PendingWrite>? TakeWaiting()
    {
        lock (_gate)
        {
            var writes = _waiting;
            _isWriting = writes.Count > 0;
            _waiting = [];
            return _isWriting ? writes : null;
        }
    }

    private async Task WriteAllAsync()
    {
        while (TakeWaiting() is { } writes)
        {
            try
            {
                if (!await TryDecideAsync(writes)) DecideLocally(writes);
            }
            catch (Exception exception)
            {
                // Otherwise the requests would wait forever.
                foreach (var write in writes) write.Fail(exception);
            }
        }
    }

    /// <summary>Decides and writes, again each time another instance was faster; false when that doesn't end, or storage is down.</summary>
    private async Task<bool> TryDecideAsync(List<PendingWrite> writes)
    {
        for (var race = 0; race < MaxRaces && store.IsAvailable; race++)
        {
            if (Begin(writes) is not { } draft) return true;
            var outcome = WriteOutcome.Refused;
            try
            {
                outcome = await WriteAsync(draft.Next);
            }
            finally
            {
                End(draft, writes, outcome);
            }

            if (outcome == WriteOutcome.InDoubt) onUnwritten(this);
            if (outcome != WriteOutcome.Refused) return true;
        }

        return false;
    }

    private QuotaAccount.Draft? Begin(List<PendingWrite> writes)
    {
        lock (_gate)
        {
            var draft = _account.Begin(writes, this, time.UtcNow);
            if (draft is null) Finish(writes);
            return draft;
        }
    }

    private void End(QuotaAccount.Draft draft, List<PendingWrite> writes, WriteOutcome outcome)
    {
        lock (_gate)
        {
            _account.End(draft, outcome);
            if (outcome != WriteOutcome.Refused) Finish(writes);
        }
    }

    /// <summary>Decides by the state known here, and keeps the change for a later write.</summary>
    private void DecideLocally(List<PendingWrite> writes)
    {
        bool isUnwritten;
        lock (_gate)
        {
            var now = time.UtcNow;
            foreach (var write in writes) _account.DecideLocally(write, this, now);
            Finish(writes);
            isUnwritten = _account.HasUnwritten(now);
        }

        if (isUnwritten) onUnwritten(this);
    }

    private static void Finish(List<PendingWrite> writes)
    {
        foreach (var write in writes) write.Finish();
    }

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
            // A write in the meantime is newer than the read.
            if (_writes == writes)
            {
                _isOnlyWriter = stored.Tag is { } tag && tag == _account.Known.Tag;
                _account.Known = stored;
            }
        }

        return stored;
    }

    private async Task<WriteOutcome> WriteAsync(StoredUse next)
    {
        try
        {
            if (await store.TryWriteAsync(partition, next) is { } tag)
            {
                SetWritten(next with { Tag = tag });
                return WriteOutcome.Written;
            }

            // The client repeats a write whose reply was lost; then the row has it, and the repetition is refused.
            var found = await ReadAsync();
            return found.Writes.Contains(next.LatestWrite) ? WriteOutcome.Written : WriteOutcome.Refused;
        }
        catch (StorageUnavailableException)
        {
            return WriteOutcome.InDoubt;
        }
    }

    private void SetWritten(StoredUse written)
    {
        lock (_gate)
        {
            _account.Known = written;
            _writes++;
        }
    }
}
