using IssueAi.Settings;

namespace IssueAi.Caching;

/// <summary>Settings <c>Cache__…</c>: whether, and for how long, a response is served to later identical requests.</summary>
public sealed class CacheOptions
{
    /// <summary>Gets or sets how long a response is served again. The default is one hour; above zero.</summary>
    [Duration(Max = "36500.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets a value indicating whether responses are served again. The default is <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;
}
