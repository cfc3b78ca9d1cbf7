using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.RateLimiting;

/// <summary>Settings <c>RateLimit__…</c>: the limits per caller, across all instances.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Gets or sets a value indicating whether callers are limited at all. The default is <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many requests for a response a caller may send within any <see cref="Window"/>. The default is 20; above zero.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int PermitLimit { get; set; } = 20;

    /// <summary>Gets or sets the time in which requests are counted. The default is one minute; above zero.</summary>
    [Duration(Max = "36500.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many of the model's tokens a caller may use in a day, UTC. The default is 200,000; above zero.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int TokensPerDay { get; set; } = 200_000;
}
