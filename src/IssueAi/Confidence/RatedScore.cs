namespace IssueAi.Confidence;

/// <summary>What one answer was given, and what its reader said.</summary>
/// <param name="Score">The score before calibration, 0 to 100.</param>
/// <param name="IsGood">Whether the reader liked the answer.</param>
internal readonly record struct RatedScore(double Score, bool IsGood);
