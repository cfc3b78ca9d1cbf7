using IssueAi.Confidence;
using IssueAi.Identity;

namespace IssueAi.Tests.Confidence;

public sealed class RaterMarkTests
{
    private static readonly CalibrationKey Key = new("default", "refine", "model-1", ConfidenceMethod.LogProbabilities);
    private static readonly Caller Rater = Caller.OfAddress("default", "192.0.2.1");

    [Fact]
    public void Of_TheSameRater_IsTheSame() => Assert.Equal(RaterMark.Of(Key, Rater), RaterMark.Of(Key with { }, Rater with { }));

    [Fact]
    public void Of_AnotherCurve_IsAnother() => Assert.NotEqual(RaterMark.Of(Key, Rater), RaterMark.Of(Key with { Action = "estimate" }, Rater));

    // A mark with only one address would identify that address.
    [Fact]
    public void Of_ManyAddresses_IsSharedByMany()
    {
        var marks = Enumerable.Range(0, 1 << 16).Select(number => RaterMark.Of(Key, Caller.OfAddress("default", $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}")));

        Assert.InRange(marks.Distinct().Count(), 40_000, 43_000);
    }
}
