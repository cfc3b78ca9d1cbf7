namespace IssueAi.Responses.Storage;

/// <summary>A page of an issue's history.</summary>
/// <param name="Items">The responses, newest first.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
internal sealed record ResponsePage<T>(IReadOnlyList<T> Items, HistoryPosition? Next);
