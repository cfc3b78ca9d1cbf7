using System.Collections.Concurrent;
using IssueAi.Identity;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.RateLimiting;

/// <summary>
/// The ledgers of the most recent callers. A caller that returns after many thousand others gets a new ledger, filled from the
/// table, so that invented addresses can't fill the memory.
/// </summary>
internal sealed class CallerLedgers(CallerUseStore store, StorageTime time, IOptions<RateLimitOptions> options)
{
    private const int Capacity = 10_000;
    private const int WritesAtOnce = 4;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<CallerLedger, bool> _unwritten = new();
    private Dictionary<string, CallerLedger> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, CallerLedger> _older = new(StringComparer.Ordinal);

    public CallerLedger Of(Caller caller)
    {
        var partition = PartitionOf(caller);
        lock (_gate)
        {
            if (_recent.TryGetValue(partition, out var ledger)) return ledger;
            if (_recent.Count >= Capacity) (_older, _recent) = (_recent, new(StringComparer.Ordinal));
            if (!_older.TryGetValue(partition, out ledger)) ledger = new CallerLedger(partition, store, time, options.Value, NoteUnwritten);
            return _recent[partition] = ledger;
        }
    }

    /// <summary>Writes all unwritten usage. With storage down it stays unwritten.</summary>
    public Task WriteAsync(CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(_unwritten.Keys, parallel, async (ledger, token) =>
        {
            // Before the write: usage that arrives meanwhile, or a failed write, adds the ledger again.
            _unwritten.TryRemove(ledger, out _);
            await ledger.WriteAsync().WaitAsync(token);
        });
    }

    private static string PartitionOf(Caller caller)
    {
        using var hasher = new PartHasher();
        return hasher.Add(caller.Tenant).Add(caller.Id).Finish();
    }

    // Above the capacity reservations stay uncorrected: too strict for a day, never too lax.
    private void NoteUnwritten(CallerLedger ledger)
    {
        if (_unwritten.Count < Capacity) _unwritten.TryAdd(ledger, true);
    }
}
