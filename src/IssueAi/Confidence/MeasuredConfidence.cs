namespace IssueAi.Confidence;

/// <summary>How sure an answer is, with what calibration learns from.</summary>
/// <param name="Score">What callers see.</param>
/// <param name="Raw">The score before calibration, 0 to 100.</param>
internal sealed record MeasuredConfidence(ConfidenceScore Score, double Raw);
