using Azure;

namespace IssueAi.RateLimiting;

/// <summary>A caller's usage in the table.</summary>
/// <param name="Use">The use.</param>
/// <param name="Tag">The row's version; null when there is no row.</param>
/// <param name="Writer">The id of the write, which identifies a write whose reply was lost; null when there is no row.</param>
internal sealed record StoredUse(CallerUse Use, ETag? Tag, string? Writer)
{
    public static StoredUse None { get; } = new(CallerUse.None, Tag: null, Writer: null);
}
