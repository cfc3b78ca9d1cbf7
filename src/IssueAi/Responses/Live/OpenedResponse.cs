namespace IssueAi.Responses.Live;

/// <summary>A response that a caller is attached to, for reading.</summary>
/// <param name="Live">The response.</param>
/// <param name="IsCached">Whether it was made for an earlier request.</param>
/// <param name="IsOwner">Whether this caller's request is the one that fills it, and so must stay open until it has ended.</param>
internal sealed record OpenedResponse(LiveResponse Live, bool IsCached, bool IsOwner)
{
    /// <summary>Gets a value indicating whether the model is asked for this caller's request.</summary>
    public bool IsProduced => IsOwner && Live.Produced is not null;

    /// <summary>Gets a value indicating whether the caller has had everything, the last frame included.</summary>
    public bool IsAtEnd { get; init; }
}
