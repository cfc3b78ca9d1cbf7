using FsCheck.Xunit;
using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

public sealed class RaterWeightsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Balance_OfTooFewRaters_LeavesNothing(int raters) =>
        Assert.Empty(RaterWeights.Balance(RatingsOf([.. Enumerable.Repeat(100, raters)])));

    [Fact]
    public void Balance_OfRatersWhoRateAlike_CountsEachRatingWhole() =>
        Assert.All(RaterWeights.Balance(RatingsOf(10, 10, 10, 10, 10)), rating => Assert.Equal(1, rating.Weight));

    [Theory]
    [InlineData(new[] { 1000, 20, 20, 20, 20 }, 100)]
    [InlineData(new[] { 1000, 1000, 20, 20, 20 }, 100)]
    [InlineData(new[] { 1000, 1000, 1000, 1000, 20, 20 }, 200)]
    [InlineData(new[] { 50, 1, 1, 1, 1 }, 5)]
    [InlineData(new[] { 30, 20, 20, 20, 20, 20 }, 125)]
    public void Balance_OfOneWhoRatesMost_HoldsThemToAFifth(int[] counts, int expected) =>
        Assert.Equal(expected, CalibrationCurve.CountOf(RaterWeights.Balance(RatingsOf(counts))));

    [Property]
    public void Balance_OfAnyRatings_GivesNobodyMoreThanAFifth(byte[] counts)
    {
        var balanced = RaterWeights.Balance(RatingsOf([.. counts.Select(count => (int)count)]));

        var whole = balanced.Sum(rating => rating.Weight);
        Assert.All(balanced.GroupBy(rating => rating.Rater), group => Assert.InRange(group.Sum(rating => rating.Weight), 0, (whole / 5) + 1e-6));
        Assert.All(balanced, rating => Assert.InRange(rating.Weight, 0, 1));
    }

    [Fact]
    public void Fit_OfOneAgainstMany_MovesTheScoreByAFifthAtTheMost()
    {
        var honest = Enumerable.Range(0, 200).Select(number => new RatedScore(80, number % 5 != 0, $"{number % 20}"));
        var hostile = Enumerable.Repeat(new RatedScore(80, IsGood: false, "hostile"), 2000);

        var before = CalibrationCurve.Fit([.. honest], Now)!.Apply(80);
        var after = CalibrationCurve.Fit([.. honest, .. hostile], Now)!.Apply(80);

        Assert.InRange(before, 79, 81);
        Assert.InRange(after, 0.8 * before - 1, before);
    }

    [Theory]
    [InlineData(5, 25)]
    [InlineData(8, 40)]
    [InlineData(10, 50)]
    [InlineData(50, 50)]
    public void Apply_OfFewRaters_MovesAScoreLessThanMany(int raters, int expected)
    {
        var curve = new CalibrationCurve(CalibrationKind.Isotonic, [10, 0, 95, 0], 200, raters, Now);

        Assert.Equal(95 - expected, curve.Apply(95), 6);
        Assert.Equal(0, curve.Apply(10), 6);
    }

    private static IReadOnlyList<RatedScore> RatingsOf(params int[] counts) =>
        [.. counts.SelectMany((count, rater) => Enumerable.Repeat(new RatedScore(80, IsGood: true, $"{rater}"), count))];
}
