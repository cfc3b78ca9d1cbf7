using IssueAi.Identity;
using Microsoft.Extensions.Options;

namespace IssueAi.RateLimiting;

/// <summary>Limits each caller, across all instances: requests per window and tokens per day.</summary>
internal sealed class RateLimiter(CallerLedgers ledgers, IOptions<RateLimitOptions> options)
{
    /// <summary>Starts to read a caller's usage, in parallel with the other reads of the request.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="waitsForReads">Whether the request waits for other reads, so that this one takes no time.</param>
    public RateLimitCheck Begin(Caller caller, bool waitsForReads) => new(options.Value.Enabled ? ledgers.Of(caller) : null, waitsForReads);
}
