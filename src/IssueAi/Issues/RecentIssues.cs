namespace IssueAi.Issues;

/// <summary>
/// The issues that this instance has stored in the last seconds. A client that starts several actions at once sends the same issue with each.
/// The time is short, because other instances may change or delete the issue meanwhile.
/// </summary>
internal sealed class RecentIssues(TimeProvider clock)
{
    /// <summary>How long an issue counts as stored after its write began.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Partition, long Write)> _order = new();
    private long _writes;

    /// <summary>Tells whether exactly these parts were the last that were stored of the issue.</summary>
    public bool Contains(string partition, string parts)
    {
        lock (_gate) return _entries.TryGetValue(partition, out var entry) && entry.IsStored && entry.Parts == parts && !IsOld(entry);
    }

    /// <summary>Notes that a write begins. Concurrent writes of the same parts count as one.</summary>
    /// <param name="partition">The issue's partition.</param>
    /// <param name="parts">The hash of the parts.</param>
    /// <returns>The write, for <see cref="End"/>.</returns>
    public long Begin(string partition, string parts)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(partition, out var entry) && !entry.IsStored && entry.Parts == parts) return entry.Write;

            MakeRoom();
            _entries[partition] = new Entry(parts, ++_writes, clock.GetTimestamp(), IsStored: false);
            _order.Enqueue((partition, _writes));
            return _writes;
        }
    }

    /// <summary>Notes that a write has succeeded. If another one ran meanwhile, either of them may have been the last.</summary>
    public void End(string partition, long write)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(partition, out var entry) && entry.Write == write) _entries[partition] = entry with { IsStored = true };
            else _entries.Remove(partition);
        }
    }

    /// <summary>Forgets an issue that is about to change, or has changed.</summary>
    public void Remove(string partition)
    {
        lock (_gate) _entries.Remove(partition);
    }

    private void MakeRoom()
    {
        while (_order.TryPeek(out var oldest))
        {
            var isCurrent = _entries.TryGetValue(oldest.Partition, out var entry) && entry.Write == oldest.Write;
            if (isCurrent && _order.Count < Capacity && !IsOld(entry)) return;
            if (isCurrent) _entries.Remove(oldest.Partition);
            _order.Dequeue();
        }
    }

    private bool IsOld(Entry entry) => clock.GetElapsedTime(entry.BegunAt) >= Lifetime;

    private readonly record struct Entry(string Parts, long Write, long BegunAt, bool IsStored);
}
