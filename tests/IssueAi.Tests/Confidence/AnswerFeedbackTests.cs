using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

public sealed class AnswerFeedbackTests
{
    [Theory]
    [InlineData("up", null, null, true)]
    [InlineData("down", null, null, false)]
    [InlineData("down", true, null, true)]
    [InlineData("down", true, 0.2, true)]
    [InlineData("down", true, 0.21, false)]
    [InlineData("up", true, 1.0, true)]
    [InlineData("up", false, null, true)]
    [InlineData("down", false, 0.0, false)]
    [InlineData("down", null, 0.0, false)]
    public void IsGood_OfARatingAndWhatWasDone_IsWhatTheyTell(string rating, bool? accepted, double? editDistance, bool isGood) =>
        Assert.Equal(isGood, new AnswerFeedback(rating, accepted, editDistance).IsGood);
}
