namespace IssueAi.Confidence;

/// <summary>An answer's score and its rating.</summary>
/// <param name="Score">The score before calibration, 0 to 100.</param>
/// <param name="IsGood">Whether the rating was positive.</param>
/// <param name="Rater">The rater's mark (see <see cref="RaterMark"/>); empty if it isn't known.</param>
/// <param name="Weight">How much the rating counts, 0 to 1.</param>
internal readonly record struct RatedScore(double Score, bool IsGood, string Rater = "", double Weight = 1);
