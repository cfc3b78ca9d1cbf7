using IssueAi.Identity;
using IssueAi.RateLimiting;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.RateLimiting;

/// <summary>One instance's limits over a table that it shares with others.</summary>
internal sealed class LedgerInstance
{
    /// <summary>How long a test's answers may take.</summary>
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

    /// <summary>Has a request counted.</summary>
    public Task<RateLimitLease> CountAsync(long tokens = 1) => _limiter.Begin(Anybody).CountAsync(new TokenReservation(tokens, LongestRun));

    /// <summary>Ends a request that has used tokens.</summary>
    public static void End(RateLimitLease lease, long usedTokens)
    {
        lease.UsedTokens = usedTokens;
        lease.Dispose();
    }

    /// <summary>Has several requests counted, one after the other.</summary>
    /// <returns>How many passed.</returns>
    public async Task<int> PassAsync(int requests)
    {
        var passed = 0;
        for (var request = 0; request < requests; request++) passed += (await CountAsync()).IsAdmitted ? 1 : 0;
        return passed;
    }

    /// <summary>Writes down what is not written yet.</summary>
    public Task WriteAsync() => _ledgers.WriteAsync(CancellationToken.None);
}
