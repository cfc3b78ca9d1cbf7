using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

/// <summary>The distance between scores and the raters' true probabilities.</summary>
internal static class CalibrationError
{
    private const int Bins = 10;

    /// <summary>
    /// The expected calibration error, 0 to 1: over ten bins of scores, the distance between the mean score and the share of good
    /// answers, weighted by the number of scores in the bin.
    /// </summary>
    public static double Expected(IReadOnlyCollection<RatedScore> ratings) => ratings
        .GroupBy(rating => Math.Min((int)(rating.Score * Bins / 100), Bins - 1))
        .Sum(bin => Math.Abs(bin.Average(rating => rating.Score / 100) - bin.Average(rating => rating.IsGood ? 1 : 0)) * bin.Count())
        / ratings.Count;

    /// <summary>The Brier score, 0 to 1: the mean of the squared distances.</summary>
    public static double Brier(IReadOnlyCollection<RatedScore> ratings) =>
        ratings.Average(rating => Math.Pow((rating.Score / 100) - (rating.IsGood ? 1 : 0), 2));
}
