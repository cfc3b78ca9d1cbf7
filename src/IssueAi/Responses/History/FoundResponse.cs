using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.History;

/// <summary>A response as it is now.</summary>
/// <param name="Summary">The response without its events.</param>
/// <param name="Content">Its text and result so far; null where they weren't requested.</param>
internal sealed record FoundResponse(ResponseSummary Summary, ResponseContent? Content)
{
    /// <summary>Gets a value indicating whether it was read from the table, and not from this instance's memory.</summary>
    public bool IsStored { get; init; }
}
