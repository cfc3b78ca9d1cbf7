namespace IssueAi.Issues;

/// <summary>
/// The issues that this instance has stored in the last seconds. A client that starts several actions at once sends the same issue with each.
/// The time is short, because other instances may change or delete the issue meanwhile.
/// </summary>
internal sealed class RecentIssues(TimeProvider clock)
{
    /// <summary>How long an issue counts as stored after its write began.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    // Storage may apply a write long after it seemed to fail, and then over later ones.
    private static readonly TimeSpan DoubtTime = TimeSpan.FromSeconds(30);

    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Partition, Entry Entry)> _order = new();

    /// <summary>Stores parts of an issue, unless they are stored already; waits for a running write of the same parts.</summary>
    /// <param name="partition">The issue's partition.</param>
    /// <param name="parts">A hash of the parts.</param>
    /// <param name="write">Writes the parts.</param>
    public async Task StoreAsync(string partition, string parts, Func<Task> write)
    {
        while (FindWrite(partition, parts) is { } other)
        {
            if (await other) return;
        }

        await WriteAsync(partition, parts, write);
    }

    /// <summary>Changes an issue in another way.</summary>
    public Task ChangeAsync(string partition, Func<Task> write) => WriteAsync(partition, parts: null, write);

    // A write that succeeded or still runs, by its outcome; null for none.
    private Task<bool>? FindWrite(string partition, string parts)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(partition, out var entry) || entry.Parts != parts || entry.IsMixed) return null;
            return entry.Running > 0 || (entry.IsStored && !HasPassed(Lifetime, entry.BegunAt)) ? entry.Outcome.Task : null;
        }
    }

    private async Task WriteAsync(string partition, string? parts, Func<Task> write)
    {
        var entry = Begin(partition, parts);
        var isWritten = false;
        try
        {
            await write();
            isWritten = true;
        }
        finally
        {
            End(entry, isWritten);
        }
    }

    private Entry Begin(string partition, string? parts)
    {
        lock (_gate)
        {
            MakeRoom();
            if (!_entries.TryGetValue(partition, out var entry))
            {
                _entries[partition] = entry = new Entry();
                _order.Enqueue((partition, entry));
            }

            // Of writes that overlap, any may be applied last.
            entry.IsMixed = entry.Running > 0;
            entry.IsStored = false;
            entry.Parts = parts;
            entry.BegunAt = clock.GetTimestamp();
            if (entry.Running++ == 0) entry.Outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return entry;
        }
    }

    private void End(Entry entry, bool isWritten)
    {
        lock (_gate)
        {
            if (!isWritten) entry.FailedAt = clock.GetTimestamp();
            if (--entry.Running > 0) return;

            var isInDoubt = entry.FailedAt is { } failedAt && !HasPassed(DoubtTime, failedAt);
            entry.IsStored = isWritten && entry.Parts is not null && !entry.IsMixed && !isInDoubt;
            entry.Outcome.SetResult(isWritten && !entry.IsMixed);
        }
    }

    private void MakeRoom()
    {
        while (_order.TryPeek(out var oldest))
        {
            var (partition, entry) = oldest;
            var isNeeded = entry.Running > 0 || !HasPassed(DoubtTime, entry.BegunAt);
            if (isNeeded && _order.Count < Capacity) return;
            _entries.Remove(partition);
            _order.Dequeue();
        }
    }

    private bool HasPassed(TimeSpan time, long since) => clock.GetElapsedTime(since) >= time;

    /// <summary>The writes of one issue.</summary>
    private sealed class Entry
    {
        /// <summary>Gets or sets the hash of the newest write's parts; null for a change of another kind.</summary>
        public string? Parts { get; set; }

        /// <summary>Gets or sets the number of running writes.</summary>
        public int Running { get; set; }

        /// <summary>Gets or sets a value indicating whether running writes overlap.</summary>
        public bool IsMixed { get; set; }

        /// <summary>Gets or sets a value indicating whether the parts are stored.</summary>
        public bool IsStored { get; set; }

        /// <summary>Gets or sets the time of the newest write.</summary>
        public long BegunAt { get; set; }

        /// <summary>Gets or sets the time of the last failure; null for none.</summary>
        public long? FailedAt { get; set; }

        /// <summary>Gets or sets whether the running or last write has stored the parts.</summary>
        public TaskCompletionSource<bool> Outcome { get; set; } = null!;
    }
}
