namespace IssueAi.Responses.History;

/// <summary>An answer that a new version is to improve on.</summary>
/// <param name="ResponseId">Its id.</param>
/// <param name="Text">
/// Its text, on its way while the new version is elected; null where it can't be read any more. Never fails.
/// </param>
internal sealed record EarlierAnswer(string ResponseId, Task<string?> Text);
