using System.Globalization;
using IssueAi.Confidence;
using IssueAi.Tests.Shared;
using Xunit.Abstractions;

namespace IssueAi.Tests.Confidence;

/// <summary>The effect of calibration, with raters whose probabilities are known. docs/confidence.md shows the same figures.</summary>
public sealed class CalibrationErrorTests(ITestOutputHelper output)
{
    private const int HeldOut = 20_000;

    private static readonly RatedScores[] Raters = [RatedScores.Harsh, RatedScores.Lenient, RatedScores.Stepwise, RatedScores.Guessing];

    private static readonly int[] Counts = [50, 100, 200, 1000];

    public static TheoryData<int, int> Trials
    {
        get
        {
            var trials = new TheoryData<int, int>();
            foreach (var raters in Enumerable.Range(0, Raters.Length))
            {
                foreach (var count in Counts.Where(count => !IsStepToPlatt(Raters[raters], count))) trials.Add(raters, count);
            }

            return trials;
        }
    }

    [Theory]
    [MemberData(nameof(Trials))]
    public void Calibration_OfAHeldOutPart_HalvesTheErrorOrBetter(int raters, int count)
    {
        var trial = Trial.Run(Raters[raters], count);

        Assert.True(trial.ErrorAfter <= trial.ErrorBefore / 2, trial.ToString());
        Assert.True(trial.BrierAfter < trial.BrierBefore, trial.ToString());
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    public void Calibration_OfAStepByFewRatings_StillLessensTheError(int count)
    {
        // A logistic curve has no step; with two hundred ratings or more, the fitted curve may have one.
        var trial = Trial.Run(RatedScores.Stepwise, count);

        Assert.True(trial.ErrorAfter <= trial.ErrorBefore * 2 / 3, trial.ToString());
        Assert.True(trial.BrierAfter < trial.BrierBefore, trial.ToString());
    }

    [Fact]
    public void Documentation_ShowsTheseFigures()
    {
        var rows = (from raters in Raters from count in Counts select Trial.Run(raters, count).ToString()).ToList();
        rows.ForEach(output.WriteLine);

        var document = File.ReadAllLines(Repository.PathOf("docs/confidence.md"));

        Assert.Equal(rows, document.Where(line => line.StartsWith("| like", StringComparison.Ordinal) || line.StartsWith("| see", StringComparison.Ordinal)));
    }

    [Fact]
    public void Error_OfScoresThatAreTrue_IsNearZero()
    {
        var honest = new RatedScores("as scored", score => score / 100).Rate(0, HeldOut).HeldOut;

        Assert.InRange(CalibrationError.Expected(honest), 0, 0.01);
    }

    private static bool IsStepToPlatt(RatedScores raters, int count) => raters == RatedScores.Stepwise && count < CalibrationCurve.MinIsotonicRatings;

    private sealed record Trial(string Raters, CalibrationCurve Curve, double ErrorBefore, double ErrorAfter, double BrierBefore, double BrierAfter)
    {
        public static Trial Run(RatedScores raters, int count)
        {
            var (fitted, heldOut) = raters.Rate(count, HeldOut);
            var curve = CalibrationCurve.Fit(fitted, DateTimeOffset.UnixEpoch)!;
            var calibrated = heldOut.Select(rating => rating with { Score = curve.Apply(rating.Score) }).ToList();
            return new(
                raters.Name, curve, CalibrationError.Expected(heldOut), CalibrationError.Expected(calibrated), CalibrationError.Brier(heldOut), CalibrationError.Brier(calibrated));
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"| {Raters} | {Curve.Ratings} | {(Curve.Kind == CalibrationKind.Platt ? "Platt" : "isotonic")} | {ErrorBefore:F3} | {ErrorAfter:F3} | {BrierBefore:F3} | {BrierAfter:F3} |");
    }
}
