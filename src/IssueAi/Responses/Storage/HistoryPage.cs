namespace IssueAi.Responses.Storage;

/// <summary>A part of an issue's history, and where to go on; null at the end.</summary>
internal sealed record HistoryPage(IReadOnlyList<ResponseSummary> Items, HistoryPosition? Next);
