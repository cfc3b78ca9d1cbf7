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
    // A lost race means that another instance wrote; after this many, what is known is nearly complete.
    private const int MaxRaces = 5;

    private readonly Lock _gate = new();
    private readonly QuotaAccount _account = new(options);
    private List<PendingWrite> _waiting = [];
    private Task<bool> _reading = Task.FromResult(true);
    private int _writes;
    private bool _isWriting;

    /// <summary>Refuses a caller who is over the limit by what is known here, to which the table could only add; null for any other.</summary>
    public RateLimitLease? RefuseAtOnce()
    {
        lock (_gate) return _account.FindExhausted(time.UtcNow) is { } requests ? RateLimitLease.Refused(requests) : null;
    }

    /// <summary>Reads what other instances have written, once for all who ask meanwhile.</summary>
    /// <returns>Whether storage answered.</returns>
    public Task<bool> TryReadAsync()
    {
        lock (_gate)
        {
            // A read that is under way may bring an old state; then the write finds out.
            return _reading.IsCompleted ? _reading = ReadOrFailAsync() : _reading;
        }
    }

    /// <summary>Counts a request and reserves tokens for it, where the limits allow it.</summary>
    /// <param name="tokens">How many tokens the response may cost; above zero.</param>
    /// <param name="isStorageUp">Whether to write at once; else the account decides by itself.</param>
    public async Task<RateLimitLease> CountAsync(long tokens, bool isStorageUp)
    {
        var write = new PendingWrite(tokens);
        if (isStorageUp) Enqueue(write);
        else DecideLocally([write]);
        await write.Done;
        return write.Lease!;
    }

    /// <summary>Corrects the tokens of a day.</summary>
    public void Correct(long difference, DateOnly day)
    {
        lock (_gate)
        {
            if (!_account.TryCorrect(difference, day, time.UtcNow)) return;
        }

        onUnwritten(this);
    }

    /// <summary>Writes what isn't written yet. With storage down it stays for another time.</summary>
    public Task WriteAsync()
    {
        var write = new PendingWrite(tokens: null);
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
            catch (StorageUnavailableException)
            {
                DecideLocally(writes);
            }
            catch (Exception exception)
            {
                // Otherwise the requests would wait forever.
                foreach (var write in writes) write.Fail(exception);
            }
        }
    }

    /// <summary>Decides and writes, again each time another instance was faster; false when that doesn't end.</summary>
    private async Task<bool> TryDecideAsync(List<PendingWrite> writes)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            if (Begin(writes) is not { } draft) return true;
            var isWritten = false;
            try
            {
                isWritten = await TryWriteAsync(draft.Next);
            }
            finally
            {
                End(draft, writes, isWritten);
            }

            if (isWritten) return true;
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

    private void End(QuotaAccount.Draft draft, List<PendingWrite> writes, bool isWritten)
    {
        lock (_gate)
        {
            _account.End(draft, isWritten, time.UtcNow);
            if (isWritten) Finish(writes);
        }
    }

    /// <summary>Decides by what is known here, and keeps it for a later write.</summary>
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
            // What was written meanwhile is newer than what was read.
            if (_writes == writes) _account.Known = stored;
        }

        return stored;
    }

    private async Task<bool> TryWriteAsync(StoredUse next)
    {
        if (await store.TryWriteAsync(partition, next) is not { } tag)
        {
            // A write whose reply was lost is refused when it is repeated: then the row is this instance's own.
            var found = await ReadAsync();
            return found.Writer == next.Writer;
        }

        lock (_gate)
        {
            _account.Known = next with { Tag = tag };
            _writes++;
        }

        return true;
    }
}
