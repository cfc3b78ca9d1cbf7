using Azure;

namespace IssueAi.Caching;

/// <summary>
/// A cache key's row; <c>Tag</c> is its version, for a conditional replacement, and <c>Age</c>
/// its age by the service's clocks.
/// </summary>
internal sealed record CacheKeyRow(string Key, string ResponseId, ETag Tag, TimeSpan Age)
{
    /// <summary>Gets a value indicating whether it has expired and may only be replaced.</summary>
    public bool IsExpired { get; init; }
}
