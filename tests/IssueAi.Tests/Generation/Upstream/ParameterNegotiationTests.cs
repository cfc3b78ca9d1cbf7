using IssueAi.Generation;
using IssueAi.Generation.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class ParameterNegotiationTests
{
    private const RequestParameters All =
        RequestParameters.LogProbabilities | RequestParameters.StreamOptions | RequestParameters.ReasoningEffort | RequestParameters.MaxCompletionTokens;

    private readonly FakeTimeProvider _clock = new();
    private readonly ParameterSupport _support;

    public ParameterNegotiationTests() => _support = new ParameterSupport(_clock);

    [Fact]
    public void Sent_OfAnUnknownServer_IsAllThatIsWanted() => Assert.Equal(All, Begin().Sent);

    [Theory]
    [InlineData(nameof(RequestParameters.LogProbabilities))]
    [InlineData(nameof(RequestParameters.StreamOptions))]
    [InlineData(nameof(RequestParameters.ReasoningEffort))]
    public void TryGiveUp_OfAParameter_AsksWithoutItAndRemembers(string name)
    {
        var refused = Enum.Parse<RequestParameters>(name);
        var first = Begin();

        var isWorthIt = first.TryGiveUp(Refusal(refused));
        first.Accept();

        Assert.True(isWorthIt);
        Assert.Equal(All & ~refused, first.Sent);
        Assert.Equal(All & ~refused, Begin().Sent);
    }

    [Fact]
    public void TryGiveUp_OfTheLimitsNewName_TakesTheOldOne()
    {
        var first = Begin();

        Assert.True(first.TryGiveUp(Refusal(RequestParameters.MaxCompletionTokens | RequestParameters.MaxTokens)));
        first.Accept();

        Assert.Equal(RequestParameters.MaxTokens, Begin(RequestParameters.MaxCompletionTokens).Sent);
    }

    [Fact]
    public void TryGiveUp_OfBothNamesOfTheLimit_GivesUp()
    {
        var call = Begin();

        Assert.True(call.TryGiveUp(Refusal(RequestParameters.MaxCompletionTokens)));
        Assert.False(call.TryGiveUp(Refusal(RequestParameters.MaxTokens)));
    }

    [Fact]
    public void TryGiveUp_OfTheOldNameThatWasRemembered_GoesBackToTheNewOne()
    {
        var first = Begin();
        first.TryGiveUp(Refusal(RequestParameters.MaxCompletionTokens));
        first.Accept();

        var second = Begin();
        Assert.True(second.TryGiveUp(Refusal(RequestParameters.MaxTokens)));
        second.Accept();

        Assert.True(Begin().Sent.HasFlag(RequestParameters.MaxCompletionTokens));
    }

    [Fact]
    public void TryGiveUp_OfSeveralOneByOne_GivesEachUpOnce()
    {
        var call = Begin();

        Assert.True(call.TryGiveUp(Refusal(RequestParameters.LogProbabilities)));
        Assert.True(call.TryGiveUp(Refusal(RequestParameters.StreamOptions)));
        Assert.False(call.TryGiveUp(Refusal(RequestParameters.LogProbabilities | RequestParameters.StreamOptions)));
    }

    [Theory]
    [InlineData(nameof(RequestParameters.None))]
    [InlineData(nameof(RequestParameters.Thinking))]
    public void TryGiveUp_OfWhatWasNotSent_GivesUp(string name) => Assert.False(Begin().TryGiveUp(Refusal(Enum.Parse<RequestParameters>(name))));

    [Fact]
    public void Sent_WhereTheAnswerWasNeverTaken_ForgetsWhatWasGivenUp()
    {
        Begin().TryGiveUp(Refusal(RequestParameters.LogProbabilities));

        Assert.Equal(All, Begin().Sent);
    }

    [Fact]
    public void Sent_AfterHours_TriesAgain()
    {
        var first = Begin();
        first.TryGiveUp(Refusal(RequestParameters.LogProbabilities));
        first.Accept();

        _clock.Advance(TimeSpan.FromHours(6));

        Assert.Equal(All, Begin().Sent);
    }

    private static ModelException Refusal(RequestParameters refused) => new(ErrorCode.UpstreamRejected, "refused") { Refuses = refused };

    private ParameterNegotiation Begin(RequestParameters wanted = All) => new(_support, wanted);
}
