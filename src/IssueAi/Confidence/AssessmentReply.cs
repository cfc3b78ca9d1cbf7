using IssueAi.Generation;

namespace IssueAi.Confidence;

/// <summary>What a model said of its own answer.</summary>
/// <param name="Score">0 to 100; null where it can't be read.</param>
/// <param name="Usage">What the question cost; null where the model didn't say.</param>
internal readonly record struct AssessmentReply(double? Score, TokenUsage? Usage);
