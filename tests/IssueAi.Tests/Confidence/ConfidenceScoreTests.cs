using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

public sealed class ConfidenceScoreTests
{
    [Theory]
    [InlineData(-5, 0, ConfidenceLevel.Low)]
    [InlineData(0, 0, ConfidenceLevel.Low)]
    [InlineData(69, 69, ConfidenceLevel.Low)]
    [InlineData(69.49, 69, ConfidenceLevel.Low)]
    [InlineData(69.5, 70, ConfidenceLevel.Medium)]
    [InlineData(70, 70, ConfidenceLevel.Medium)]
    [InlineData(90, 90, ConfidenceLevel.Medium)]
    [InlineData(90.49, 90, ConfidenceLevel.Medium)]
    [InlineData(90.5, 91, ConfidenceLevel.High)]
    [InlineData(91, 91, ConfidenceLevel.High)]
    [InlineData(100, 100, ConfidenceLevel.High)]
    [InlineData(105, 100, ConfidenceLevel.High)]
    public void Create_OfAScore_HasTheLevelOfItsValue(double score, int value, ConfidenceLevel level) =>
        Assert.Equal(new(value, level, ConfidenceMethod.LogProbabilities, Calibrated: true), ConfidenceScore.Create(score, ConfidenceMethod.LogProbabilities, calibrated: true));
}
