using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

/// <summary>How far scores are from the truth.</summary>
internal static class CalibrationError
{
    private const int Bins = 10;

    /// <summary>
    /// The expected calibration error, 0 to 1: over ten bins of scores, how far the mean score is from the share of good
    /// answers, weighted by how many scores lie there.
    /// </summary>
    public static double Expected(IReadOnlyCollection<RatedScore> ratings) => ratings
        .GroupBy(rating => Math.Min((int)(rating.Score * Bins / 100), Bins - 1))
        .Sum(bin => Math.Abs(bin.Average(rating => rating.Score / 100) - bin.Average(rating => rating.IsGood ? 1 : 0)) * bin.Count())
        / ratings.Count;

    /// <summary>The Brier score, 0 to 1: the mean of the squared distances.</summary>
    public static double Brier(IReadOnlyCollection<RatedScore> ratings) =>
        ratings.Average(rating => Math.Pow((rating.Score / 100) - (rating.IsGood ? 1 : 0), 2));
}
