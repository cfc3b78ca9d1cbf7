namespace IssueAi.Confidence;

/// <summary>The tokens of an answer's prose that its score is made from.</summary>
/// <param name="First">Their place.</param>
/// <param name="Otherwise">The place to use instead in an answer without such tokens; null for none.</param>
internal sealed record ScoreFocus(TokenPlace First, TokenPlace? Otherwise = null);
