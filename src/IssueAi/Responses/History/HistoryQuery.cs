using IssueAi.Responses.Storage;

namespace IssueAi.Responses.History;

/// <summary>Which part of an issue's history is wanted.</summary>
/// <param name="Action">Only responses of this action; null for all.</param>
/// <param name="Limit">How many at the most, 1 to 100.</param>
/// <param name="After">After which place; null from the newest on.</param>
/// <param name="IncludesText">Whether the responses' texts come along.</param>
internal sealed record HistoryQuery(string? Action, int Limit, HistoryPosition? After, bool IncludesText);
