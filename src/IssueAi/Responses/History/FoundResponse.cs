using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.History;

/// <summary>A response as it stands at the moment.</summary>
/// <param name="Summary">All about it but its events.</param>
/// <param name="Content">What it says so far; null where it wasn't asked for.</param>
internal sealed record FoundResponse(ResponseSummary Summary, ResponseContent? Content);
