using IssueAi.Responses.Storage;

namespace IssueAi.Responses.History;

/// <summary>The requested part of an issue's history.</summary>
/// <param name="Action">Only responses of this action; null for all.</param>
/// <param name="Limit">The maximum number of responses, 1 to 100.</param>
/// <param name="After">The position to start after; null for the newest.</param>
/// <param name="IncludesText">Whether to include the responses' texts.</param>
internal sealed record HistoryQuery(string? Action, int Limit, HistoryPosition? After, bool IncludesText);
