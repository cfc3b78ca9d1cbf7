using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.RateLimiting;

/// <summary>Settings <c>RateLimit__…</c>: the limits per client, across all instances.</summary>
public sealed class RateLimitOptions
{
    private const int LeastReadLimit = 600;
    private const int ReadsPerPermit = 30;
    private const int LeastWriteLimit = 120;
    private const int WritesPerPermit = 6;

    /// <summary>Gets or sets a value indicating whether clients are limited at all. The default is <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many requests for a response a client may send within any <see cref="Window"/>. The default is 20; above zero.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int PermitLimit { get; set; } = 20;

    /// <summary>Gets or sets the time in which requests are counted. The default is one minute; above zero.</summary>
    [Duration(Max = "36500.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many of the model's tokens a client may use in a day, UTC. The default is 200,000; above zero.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int TokensPerDay { get; set; } = 200_000;

    /// <summary>
    /// Gets or sets how many requests that only read a client may send to one instance within any <see cref="Window"/>. The
    /// default is null: 600, or thirty times <see cref="PermitLimit"/> where that is more; above zero.
    /// </summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int? ReadLimit { get; set; }

    /// <summary>
    /// Gets or sets how many requests that write, such as feedback, a client may send to one instance within any
    /// <see cref="Window"/>. The default is null: 120, or six times <see cref="PermitLimit"/> where that is more; above zero.
    /// </summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int? WriteLimit { get; set; }

    /// <summary>Gets the limit of a kind of requests.</summary>
    internal int LimitOf(RequestKind kind) => kind == RequestKind.Read
        ? ReadLimit ?? Generous(LeastReadLimit, ReadsPerPermit)
        : WriteLimit ?? Generous(LeastWriteLimit, WritesPerPermit);

    private int Generous(int least, int perPermit) => (int)Math.Clamp((long)perPermit * PermitLimit, least, int.MaxValue);
}
