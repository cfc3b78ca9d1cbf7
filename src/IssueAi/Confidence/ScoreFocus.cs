namespace IssueAi.Confidence;

/// <summary>Which tokens of an answer's prose tell how sure it is.</summary>
/// <param name="First">Where they stand.</param>
/// <param name="Otherwise">Where else to look in an answer that has none there; null for nowhere.</param>
internal sealed record ScoreFocus(TokenPlace First, TokenPlace? Otherwise = null);
