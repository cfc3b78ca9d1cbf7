using Azure;

namespace IssueAi.RateLimiting;

/// <summary>A caller's use as it stands in the table.</summary>
/// <param name="Use">The use.</param>
/// <param name="Tag">The row's version; null when there is no row.</param>
/// <param name="Writer">Who wrote it, so that a write whose reply was lost is known again; null when there is no row.</param>
internal sealed record StoredUse(CallerUse Use, ETag? Tag, string? Writer)
{
    public static StoredUse None { get; } = new(CallerUse.None, Tag: null, Writer: null);
}
