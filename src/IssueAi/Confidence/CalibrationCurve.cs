namespace IssueAi.Confidence;

/// <summary>Turns a raw score into the expected share of positive ratings. It is monotonic.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Parameters">The parameters of <see cref="PlattCurve"/> or <see cref="IsotonicCurve"/>.</param>
/// <param name="Ratings">The number of ratings.</param>
/// <param name="FittedAt">The time of the fit.</param>
internal sealed record CalibrationCurve(CalibrationKind Kind, IReadOnlyList<double> Parameters, int Ratings, DateTimeOffset FittedAt)
{
    /// <summary>The minimum number of ratings for a curve.</summary>
    public const int MinRatings = 50;

    /// <summary>The minimum number of ratings for an isotonic curve.</summary>
    public const int MinIsotonicRatings = 200;

    /// <summary>Fits a curve; null while there are fewer than <see cref="MinRatings"/>.</summary>
    public static CalibrationCurve? Fit(IReadOnlyList<RatedScore> ratings, DateTimeOffset now)
    {
        if (ratings.Count < MinRatings) return null;

        // From equal ratings an isotonic curve would be constant.
        var good = ratings.Count(rating => rating.IsGood);
        return ratings.Count >= MinIsotonicRatings && good > 0 && good < ratings.Count
            ? new(CalibrationKind.Isotonic, IsotonicCurve.Fit(ratings), ratings.Count, now)
            : new(CalibrationKind.Platt, PlattCurve.Fit(ratings), ratings.Count, now);
    }

    /// <summary>Calibrates a raw score of 0 to 100.</summary>
    public double Apply(double score) => 100 * Math.Clamp(
        Kind == CalibrationKind.Platt ? PlattCurve.Apply(Parameters, score) : IsotonicCurve.Apply(Parameters, score), 0, 1);
}
