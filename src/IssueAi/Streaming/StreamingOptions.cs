using IssueAi.Settings;

namespace IssueAi.Streaming;

/// <summary>Settings <c>Streaming__…</c>: the pace and the time limits of a stream.</summary>
public sealed class StreamingOptions
{
    /// <summary>
    /// Gets or sets the minimum time between two words. The default is zero: words are sent as the model sends them. Above
    /// zero, each <c>text</c> frame holds one word.
    /// </summary>
    [Duration(OrZero = true)]
    public TimeSpan WordDelay { get; set; }

    /// <summary>Gets or sets the interval of keep-alive comments in a silent stream. The default is 15 s; above zero.</summary>
    [Duration]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets or sets the maximum duration of a stream; then a resumable one gets <c>reconnect</c>, and a plain one ends. The
    /// default is 200 s, well below the platform's cut at 230 s; above zero.
    /// </summary>
    [Duration]
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(200);

    /// <summary>
    /// Gets or sets how long the model goes on after the client of a resumable stream has disconnected. The default is
    /// 30 s; zero or more.
    /// </summary>
    [Duration(OrZero = true)]
    public TimeSpan DisconnectGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the longest time that a response may take: a stream's time and the grace for coming back, and 30 s to end in good order.
    /// </summary>
    public TimeSpan MaxResponse() => MaxDuration + DisconnectGrace + TimeSpan.FromSeconds(30);
}
