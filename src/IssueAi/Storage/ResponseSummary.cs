using IssueAi.Streaming;

namespace IssueAi.Storage;

/// <summary>All that is kept of a response but its events: what its head row and its history row hold.</summary>
internal sealed record ResponseSummary
{
    public required string ResponseId { get; init; }

    public required string Tenant { get; init; }

    public required string IssueId { get; init; }

    /// <summary>Gets the action's name.</summary>
    public required string Action { get; init; }

    public ResponseState State { get; init; }

    /// <summary>Gets the answer this one was to improve on; null for a first one.</summary>
    public string? ParentId { get; init; }

    /// <summary>Gets what a user said of it, <c>up</c> or <c>down</c>; null while nobody has.</summary>
    public string? Rating { get; init; }

    /// <summary>Gets when the answer was asked for, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Gets when the answer ended, in UTC; null while it is running.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Gets what is known of a completed answer; null in any other state.</summary>
    public ResponseMetadata? Metadata { get; init; }

    /// <summary>Gets why an answer that ended otherwise did; null while running and when completed.</summary>
    public StreamFrame.Error? Error { get; init; }

    /// <summary>Gets the cache keys that may point to it, for erasing.</summary>
    public IReadOnlyList<string> CacheKeys { get; init; } = [];
}
