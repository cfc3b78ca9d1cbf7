using IssueAi.Identity;
using Microsoft.Extensions.Options;

namespace IssueAi.RateLimiting;

/// <summary>
/// Limits each caller's reads and writes. It counts in memory, on this instance alone: to count them for all instances would
/// cost as many storage operations as most of the requests do.
/// </summary>
internal sealed class RequestThrottle(TimeProvider clock, IOptions<RateLimitOptions> options)
{
    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private Dictionary<(RequestKind Kind, Caller Caller), RequestLog> _recent = [];
    private Dictionary<(RequestKind Kind, Caller Caller), RequestLog> _older = [];

    /// <summary>Counts a request, where the limit allows it.</summary>
    /// <returns>The quota, where it is used up; null where the request is counted.</returns>
    public QuotaStatus? Refuse(RequestKind kind, Caller caller)
    {
        if (!options.Value.Enabled) return null;

        var now = clock.GetUtcNow();
        var (limit, window) = (options.Value.LimitOf(kind), options.Value.Window);
        lock (_gate)
        {
            var log = Find((kind, caller)).At(now, window);
            if (log.Count >= limit) return new QuotaStatus(limit, 0, (log.HasRoomAt(limit, window) ?? now) - now);

            Keep((kind, caller), log.Add(RequestLog.Of(now), window));
            return null;
        }
    }

    private RequestLog Find((RequestKind Kind, Caller Caller) key) =>
        _recent.GetValueOrDefault(key) ?? _older.GetValueOrDefault(key) ?? RequestLog.Empty;

    // A caller who returns after many thousand others starts anew, so that invented addresses can't fill the memory.
    private void Keep((RequestKind Kind, Caller Caller) key, RequestLog log)
    {
        if (_recent.Count >= Capacity) (_older, _recent) = (_recent, []);
        _recent[key] = log;
    }
}
