using IssueAi.Identity;
using IssueAi.RateLimiting;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.RateLimiting;

/// <summary>The limits of one instance over a shared table.</summary>
internal sealed class LedgerInstance
{
    /// <summary>The maximum duration of a test's responses.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private static readonly Caller Anybody = Caller.OfAddress(Caller.DefaultTenant, "192.0.2.1");

    private readonly CallerLedgers _ledgers;
    private readonly RateLimiter _limiter;

    public LedgerInstance(FakeTable table, FakeTimeProvider clock, RateLimitOptions limits)
    {
        var options = Options.Create(limits);
        var time = new StorageTime(clock);
        _ledgers = new CallerLedgers(new CallerUseStore(Storages.Over(table, clock), time, clock, options), time, options);
        _limiter = new RateLimiter(_ledgers, options);
    }

    /// <summary>Counts a request.</summary>
    public Task<RateLimitLease> CountAsync(long tokens = 1, bool waitsForReads = false) =>
        _limiter.Begin(Anybody, waitsForReads).CountAsync(new TokenReservation(tokens, LongestRun));

    /// <summary>Ends a request that has used tokens.</summary>
    public static void End(RateLimitLease lease, long usedTokens)
    {
        lease.UsedTokens = usedTokens;
        lease.Dispose();
    }

    /// <summary>Counts several requests, one after the other.</summary>
    /// <returns>The number of accepted requests.</returns>
    public async Task<int> PassAsync(int requests)
    {
        var passed = 0;
        for (var request = 0; request < requests; request++) passed += (await CountAsync()).IsAdmitted ? 1 : 0;
        return passed;
    }

    /// <summary>Writes all pending counts.</summary>
    public Task WriteAsync() => _ledgers.WriteAsync(CancellationToken.None);
}
