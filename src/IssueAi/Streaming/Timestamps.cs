namespace IssueAi.Streaming;

/// <summary>Times as clients see them: UTC, to the second.</summary>
internal static class Timestamps
{
    public static DateTime ToTheSecond(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
