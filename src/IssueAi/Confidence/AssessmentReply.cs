using IssueAi.Generation;

namespace IssueAi.Confidence;

/// <summary>A model's assessment of its own answer.</summary>
/// <param name="Score">0 to 100; null where it can't be read.</param>
/// <param name="Usage">The tokens of the call; null where the model gave none.</param>
/// <param name="UsedTokens">The tokens of the call, estimated where the model gave none; 0 where it wasn't asked.</param>
internal readonly record struct AssessmentReply(double? Score, TokenUsage? Usage, long UsedTokens);
