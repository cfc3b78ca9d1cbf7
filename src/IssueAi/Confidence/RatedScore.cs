namespace IssueAi.Confidence;

/// <summary>An answer's score and its rating.</summary>
/// <param name="Score">The score before calibration, 0 to 100.</param>
/// <param name="IsGood">Whether the rating was positive.</param>
internal readonly record struct RatedScore(double Score, bool IsGood);
