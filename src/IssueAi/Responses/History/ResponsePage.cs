using IssueAi.Responses.Storage;

namespace IssueAi.Responses.History;

/// <summary>A page of an issue's history.</summary>
/// <param name="Items">The responses, newest first.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
internal sealed record ResponsePage(IReadOnlyList<FoundResponse> Items, HistoryPosition? Next);
