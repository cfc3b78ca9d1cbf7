using IssueAi.Identity;
using Microsoft.Extensions.Options;

namespace IssueAi.RateLimiting;

/// <summary>Limits each caller, across all instances: requests per window and tokens per day.</summary>
internal sealed class RateLimiter(CallerLedgers ledgers, IOptions<RateLimitOptions> options)
{
    /// <summary>Starts to read a caller's usage, in parallel with the other reads of the request.</summary>
    public RateLimitCheck Begin(Caller caller) => options.Value.Enabled ? new(ledgers.Of(caller)) : new(ledger: null);
}
