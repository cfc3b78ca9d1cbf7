namespace IssueAi.Responses.History;

/// <summary>An answer that a new version improves on.</summary>
/// <param name="ResponseId">Its id.</param>
/// <param name="CreatedAt">When it was asked for, in UTC, by the clock of its instance.</param>
/// <param name="Text">
/// Reads its text while the new version is elected; null where it can't be read any more. Never fails.
/// </param>
internal sealed record EarlierAnswer(string ResponseId, DateTime CreatedAt, Task<string?> Text);
