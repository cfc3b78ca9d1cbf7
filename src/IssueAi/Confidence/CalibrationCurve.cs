namespace IssueAi.Confidence;

/// <summary>Turns a raw score into the share of readers who will like the answer. Never lowers one score below another.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Parameters">What <see cref="PlattCurve"/> or <see cref="IsotonicCurve"/> fitted.</param>
/// <param name="Ratings">How many ratings it was fitted to.</param>
/// <param name="FittedAt">When.</param>
internal sealed record CalibrationCurve(CalibrationKind Kind, IReadOnlyList<double> Parameters, int Ratings, DateTimeOffset FittedAt)
{
    /// <summary>How many ratings it takes before a curve says more than chance.</summary>
    public const int MinRatings = 50;

    /// <summary>From how many ratings on they decide the shape by themselves.</summary>
    public const int MinIsotonicRatings = 200;

    /// <summary>Fits a curve; null while there are fewer than <see cref="MinRatings"/>.</summary>
    public static CalibrationCurve? Fit(IReadOnlyList<RatedScore> ratings, DateTimeOffset now)
    {
        if (ratings.Count < MinRatings) return null;

        // Of ratings that all say the same, an isotonic curve would learn nothing but that.
        var good = ratings.Count(rating => rating.IsGood);
        return ratings.Count >= MinIsotonicRatings && good > 0 && good < ratings.Count
            ? new(CalibrationKind.Isotonic, IsotonicCurve.Fit(ratings), ratings.Count, now)
            : new(CalibrationKind.Platt, PlattCurve.Fit(ratings), ratings.Count, now);
    }

    /// <summary>Calibrates a raw score of 0 to 100.</summary>
    public double Apply(double score) => 100 * Math.Clamp(
        Kind == CalibrationKind.Platt ? PlattCurve.Apply(Parameters, score) : IsotonicCurve.Apply(Parameters, score), 0, 1);
}
