using IssueAi.Generation;

namespace IssueAi.Tests.Generation;

public sealed class TokenMeterTests
{
    private readonly TokenMeter _meter = new(new ModelPrompt(System: new string('s', 60), User: new string('u', 30)));

    [Fact]
    public void Used_OfNothing_IsNothing()
    {
        _meter.Add(new ModelUpdate { Model = "gpt-test" });

        Assert.Equal(0, _meter.Used);
    }

    [Fact]
    public void Used_OfAnAnswerThatWasCounted_IsThatCount()
    {
        _meter.Add(FakeModel.Text("some text"));
        _meter.Add(new ModelUpdate { Usage = new TokenUsage(40, 60) });

        Assert.Equal(100, _meter.Used);
    }

    [Fact]
    public void Used_OfAnAnswerThatBrokeOff_IsGuessedFromPromptAndText()
    {
        _meter.Add(FakeModel.Text("123456"));

        Assert.Equal((90 / 3) + (6 / 3), _meter.Used);
    }

    [Fact]
    public void Used_OfThoughtsAlone_IsGuessedFromThem()
    {
        _meter.Add(new ModelUpdate { ReasoningLength = 6 });

        Assert.Equal((90 / 3) + (6 / 3), _meter.Used);
    }

    [Fact]
    public void Used_OfHalfACount_GuessesTheOtherHalf()
    {
        _meter.Add(FakeModel.Text("123456"));
        _meter.Add(new ModelUpdate { Usage = new TokenUsage(40, null) });

        Assert.Equal(40 + (6 / 3), _meter.Used);
    }

    [Fact]
    public void Used_OfACallThatNobodyWaitedFor_IsItsPrompt()
    {
        _meter.Send();

        Assert.Equal(90 / 3, _meter.Used);
    }

    [Fact]
    public void Used_OfCallsThatWereRefused_IsNothing()
    {
        _meter.Send();
        _meter.TakeBack();
        _meter.Send();
        _meter.TakeBack();

        Assert.Equal(0, _meter.Used);
    }

    [Fact]
    public void Used_OfCallsBeforeTheOneThatAnswered_IsTheirPrompts()
    {
        _meter.Send();
        _meter.Send();
        _meter.TakeBack();
        _meter.Send();
        _meter.Add(new ModelUpdate { Usage = new TokenUsage(40, 60) });
        _meter.AddFurther(7);

        Assert.Equal((90 / 3) + 100 + 7, _meter.Used);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcdef", 2)]
    [InlineData("日本", 2)]
    public void Of_AText_IsAboutItsTokens(string text, int expected) => Assert.Equal(expected, TokenEstimate.Of(text));
}
