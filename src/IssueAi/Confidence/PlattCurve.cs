namespace IssueAi.Confidence;

/// <summary>
/// A logistic curve over the score's log-odds: its parameters are a slope, zero or more, and a shift. Slope 1 and shift 0
/// leave every score as it is, and the fit is drawn towards them, so that few ratings change little.
/// </summary>
internal static class PlattCurve
{
    private const int MaxSteps = 50;
    private const double Precision = 1e-9;

    // The pull towards "as it is", as strong as a few ratings.
    private const double SlopePull = 1;
    private const double ShiftPull = 0.25;

    // The log-odds of 0 and 100 are infinite.
    private const double Edge = 0.01;

    public static double[] Fit(IReadOnlyList<RatedScore> ratings)
    {
        var points = ratings.Select(rating => (LogOdds: LogOdds(rating.Score), rating.IsGood, rating.Weight)).ToArray();
        var (slope, shift) = Solve(points, isLevel: false);

        // Where higher scores were liked less, the score says nothing; it is never turned upside down. The sum of squares
        // and logistic losses has one valley, so the best that isn't below zero is at zero.
        if (slope < 0) (slope, shift) = Solve(points, isLevel: true);
        return [slope, shift];
    }

    /// <summary>Gives the share of good answers, 0 to 1, at a score.</summary>
    public static double Apply(IReadOnlyList<double> parameters, double score) => Logistic((parameters[0] * LogOdds(score)) + parameters[1]);

    // Newton's method; a step that overshoots is halved.
    private static (double Slope, double Shift) Solve((double LogOdds, bool IsGood, double Weight)[] points, bool isLevel)
    {
        var (slope, shift) = (isLevel ? 0d : 1d, 0d);
        var loss = Loss(points, slope, shift);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (slopeStep, shiftStep) = Step(points, slope, shift, isLevel);
            var next = Loss(points, slope - slopeStep, shift - shiftStep);
            for (; next > loss && Math.Abs(slopeStep) + Math.Abs(shiftStep) > Precision; next = Loss(points, slope - slopeStep, shift - shiftStep))
                (slopeStep, shiftStep) = (slopeStep / 2, shiftStep / 2);

            (slope, shift, loss) = (slope - slopeStep, shift - shiftStep, next);
            if (Math.Abs(slopeStep) + Math.Abs(shiftStep) <= Precision) break;
        }

        return (slope, shift);
    }

    private static (double Slope, double Shift) Step((double LogOdds, bool IsGood, double Weight)[] points, double slope, double shift, bool isLevel)
    {
        var (slopeGradient, shiftGradient) = (SlopePull * (slope - 1), ShiftPull * shift);
        var (slopeCurvature, shiftCurvature, mixed) = (SlopePull, ShiftPull, 0d);
        foreach (var (logOdds, isGood, weight) in points)
        {
            var expected = Logistic((slope * logOdds) + shift);
            var error = weight * (expected - (isGood ? 1 : 0));
            var curvature = weight * expected * (1 - expected);
            slopeGradient += error * logOdds;
            shiftGradient += error;
            slopeCurvature += curvature * logOdds * logOdds;
            shiftCurvature += curvature;
            mixed += curvature * logOdds;
        }

        if (isLevel) return (0, shiftGradient / shiftCurvature);

        var determinant = (slopeCurvature * shiftCurvature) - (mixed * mixed);
        return (
            ((shiftCurvature * slopeGradient) - (mixed * shiftGradient)) / determinant,
            ((slopeCurvature * shiftGradient) - (mixed * slopeGradient)) / determinant);
    }

    private static double Loss((double LogOdds, bool IsGood, double Weight)[] points, double slope, double shift)
    {
        var loss = (SlopePull * (slope - 1) * (slope - 1) / 2) + (ShiftPull * shift * shift / 2);
        foreach (var (logOdds, isGood, weight) in points)
        {
            var odds = (slope * logOdds) + shift;
            loss += weight * SoftPlus(isGood ? -odds : odds);
        }

        return loss;
    }

    private static double LogOdds(double score)
    {
        var share = Math.Clamp(score / 100, Edge, 1 - Edge);
        return Math.Log(share / (1 - share));
    }

    private static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    // The logarithm of 1 + e to the x, which overflows nowhere.
    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
