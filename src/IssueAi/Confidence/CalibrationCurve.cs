namespace IssueAi.Confidence;

/// <summary>Turns a raw score into the expected share of positive ratings, within a limit. It is monotonic.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Parameters">The parameters of <see cref="PlattCurve"/> or <see cref="IsotonicCurve"/>.</param>
/// <param name="Ratings">The number of ratings, those of each rater up to a fifth of all.</param>
/// <param name="Raters">The number of raters.</param>
/// <param name="FittedAt">The time of the fit.</param>
internal sealed record CalibrationCurve(CalibrationKind Kind, IReadOnlyList<double> Parameters, int Ratings, int Raters, DateTimeOffset FittedAt)
{
    /// <summary>The minimum number of ratings for a curve.</summary>
    public const int MinRatings = 50;

    // How far a score may be moved, in points: a few raters who agree with each other move it less than many.
    private const double ShiftPerRater = 5;
    private const double MaxShift = 50;

    // Weights are sums of fractions.
    private const double Precision = 1e-6;

    /// <summary>The minimum number of ratings for an isotonic curve.</summary>
    public const int MinIsotonicRatings = 200;

    /// <summary>Fits a curve; null while fewer than <see cref="MinRatings"/> count (see <see cref="RaterWeights"/>).</summary>
    public static CalibrationCurve? Fit(IReadOnlyList<RatedScore> ratings, DateTimeOffset now)
    {
        var balanced = RaterWeights.Balance(ratings);
        var count = CountOf(balanced);
        if (count < MinRatings) return null;

        // From equal ratings an isotonic curve would be constant.
        var raters = balanced.Select(rating => rating.Rater).Distinct(StringComparer.Ordinal).Count();
        return count >= MinIsotonicRatings && balanced.Any(rating => rating.IsGood) && balanced.Any(rating => !rating.IsGood)
            ? new(CalibrationKind.Isotonic, IsotonicCurve.Fit(balanced), count, raters, now)
            : new(CalibrationKind.Platt, PlattCurve.Fit(balanced), count, raters, now);
    }

    /// <summary>Counts ratings by their weights.</summary>
    public static int CountOf(IReadOnlyList<RatedScore> balanced) => (int)(balanced.Sum(rating => rating.Weight) + Precision);

    /// <summary>Calibrates a raw score of 0 to 100.</summary>
    public double Apply(double score)
    {
        var shift = Math.Min(MaxShift, ShiftPerRater * Raters);
        var share = Kind == CalibrationKind.Platt ? PlattCurve.Apply(Parameters, score) : IsotonicCurve.Apply(Parameters, score);
        return Math.Clamp(Math.Clamp(100 * share, score - shift, score + shift), 0, 100);
    }
}
