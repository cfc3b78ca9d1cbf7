using IssueAi.Settings;

namespace IssueAi.Tables;

/// <summary>Settings <c>History__…</c>: whether, and for how long, responses are kept.</summary>
public sealed class HistoryOptions
{
    /// <summary>Gets or sets how long a response is kept. The default is 90 days; above zero.</summary>
    [Duration(Max = "36500.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Gets or sets a value indicating whether responses are kept at all; without it nothing can be resumed, listed or served
    /// again. The default is <see langword="true"/>.
    /// </summary>
    public bool Enabled { get; set; } = true;
}
