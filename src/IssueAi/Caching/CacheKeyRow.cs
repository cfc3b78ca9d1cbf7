using Azure;

namespace IssueAi.Caching;

/// <summary>
/// What a cache key points to; <c>Tag</c> is the row's version, for replacing it unless somebody else did, and <c>Age</c>
/// how long ago it was written, by the service's clocks.
/// </summary>
internal sealed record CacheKeyRow(string Key, string ResponseId, ETag Tag, TimeSpan Age)
{
    /// <summary>Gets a value indicating whether it may only be replaced: what it points to is too old to be served.</summary>
    public bool IsExpired { get; init; }
}
