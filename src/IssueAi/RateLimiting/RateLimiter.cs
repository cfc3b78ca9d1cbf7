using IssueAi.Identity;
using Microsoft.Extensions.Options;

namespace IssueAi.RateLimiting;

/// <summary>Limits what each caller may ask for, together with all other instances: requests in a window, tokens in a day.</summary>
internal sealed class RateLimiter(CallerLedgers ledgers, IOptions<RateLimitOptions> options)
{
    /// <summary>Begins to look up how a caller stands, beside whatever else the request needs.</summary>
    public RateLimitCheck Begin(Caller caller) => options.Value.Enabled ? new(ledgers.Of(caller)) : new(ledger: null);
}
