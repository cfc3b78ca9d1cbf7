namespace IssueAi.Confidence;

/// <summary>A score, with the raw score for the calibration.</summary>
/// <param name="Score">The score that clients see.</param>
/// <param name="Raw">The score before calibration, 0 to 100.</param>
internal sealed record MeasuredConfidence(ConfidenceScore Score, double Raw);
