namespace IssueAi.Responses;

/// <summary>An answer that a new version is to improve on.</summary>
internal sealed record EarlierAnswer(string ResponseId, string Text);
