using FsCheck.Xunit;
using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

public sealed class CalibrationCurveTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(49, null)]
    [InlineData(50, CalibrationKind.Platt)]
    [InlineData(199, CalibrationKind.Platt)]
    [InlineData(200, CalibrationKind.Isotonic)]
    public void Fit_OfMoreRatings_HasAnotherShape(int ratings, object? expected)
    {
        var curve = CalibrationCurve.Fit(RatedScores.Harsh.Rate(ratings, 0).Fitted, Now);

        Assert.Equal(expected, curve?.Kind);
        Assert.Equal(expected is null ? null : ratings, curve?.Ratings);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(400)]
    public void Fit_OfRatingsThatAllSayTheSame_StaysWithinReason(int count)
    {
        var ratings = RatedScores.Harsh.Rate(count, 0).Fitted.Select(rating => rating with { IsGood = true }).ToList();

        var curve = CalibrationCurve.Fit(ratings, Now)!;

        Assert.Equal(CalibrationKind.Platt, curve.Kind);
        Assert.InRange(curve.Apply(80), 81, 100);
    }

    [Property(MaxTest = 50)]
    public void Apply_OfAnyCurve_KeepsTheOrderAndTheScale(int seed, byte many)
    {
        var random = new Random(seed);
        // Twice the minimum: the ratings of one rater with more than a fifth of all ratings count for less.
        var ratings = Enumerable.Range(0, 100 + many * 2)
            .Select(_ => new RatedScore(random.Next(12) * 100 / 11d, random.Next(2) == 0, $"{random.Next(8)}"))
            .ToList();

        var curve = CalibrationCurve.Fit(ratings, Now)!;
        var values = Enumerable.Range(0, 1001).Select(score => curve.Apply(score / 10d)).ToList();

        Assert.All(values, value => Assert.InRange(value, 0, 100));
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void Apply_OfContraryRaters_NeverTurnsTheOrderRound(int ratings)
    {
        var curve = CalibrationCurve.Fit(RatedScores.Contrary.Rate(ratings, 0).Fitted, Now)!;

        Assert.True(curve.Apply(20) <= curve.Apply(70));
        Assert.Equal(curve.Apply(20), curve.Apply(70), 0);
    }

    [Fact]
    public void Apply_OfOneScoreOnly_GivesItsShare()
    {
        var ratings = Enumerable.Range(0, 300).Select(number => new RatedScore(80, number % 3 == 0, $"{number % 20}")).ToList();

        var curve = CalibrationCurve.Fit(ratings, Now)!;

        Assert.All([10, 60, 80], score => Assert.Equal(100 / 3d, curve.Apply(score), 9));
    }

    [Fact]
    public void Apply_BetweenTwoPoints_IsStraight()
    {
        var curve = new CalibrationCurve(CalibrationKind.Isotonic, [20, 0.1, 60, 0.5, 80, 0.9], 300, Raters: 20, Now);

        Assert.Equal([10, 10, 30, 50, 70, 90, 90], new double[] { 0, 20, 40, 60, 70, 80, 100 }.Select(score => Math.Round(curve.Apply(score), 9)));
    }

    [Fact]
    public void Apply_OfACurveThatChangesNothing_ChangesNothing()
    {
        var curve = new CalibrationCurve(CalibrationKind.Platt, [1, 0], 50, Raters: 20, Now);

        Assert.Equal([2, 50, 88, 99], new double[] { 2, 50, 88, 99 }.Select(score => Math.Round(curve.Apply(score), 9)));
    }
}
