using IssueAi.Generation;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Generation;

public sealed class TokenUsageTests
{
    [Fact]
    public void Plus_OfAFurtherCall_AddsWhatBothSay()
    {
        var sum = new TokenUsage(10, 5) { CachedTokens = 4, ReasoningTokens = 2 }.Plus(new TokenUsage(3, 1));

        Assert.Equal((13, 6, 19, 4, 2), (sum.PromptTokens, sum.CompletionTokens, sum.TotalTokens, sum.CachedTokens, sum.ReasoningTokens));
    }

    [Fact]
    public void Plus_ToWhatIsUnknown_StaysUnknown()
    {
        var sum = new TokenUsage(10, null).Plus(new TokenUsage(3, 1) { CachedTokens = 2 });

        Assert.Equal((13, null, null, null), (sum.PromptTokens, sum.CompletionTokens, sum.TotalTokens, sum.CachedTokens));
    }

    [Fact]
    public void Plus_OfEndlessCounts_StaysACount() => Assert.Equal(int.MaxValue, new TokenUsage(int.MaxValue, 1).Plus(new TokenUsage(1, 1)).PromptTokens);

    [Theory]
    [InlineData(1000, 500, null, "0.0075")]
    [InlineData(1000, 500, 400, "0.007")]
    [InlineData(1000, 500, 2000, "0.00625")]
    [InlineData(null, 500, null, null)]
    [InlineData(1000, null, null, null)]
    public void Of_Counts_IsTheirCost(int? prompt, int? completion, int? cached, string? expected)
    {
        var prices = new TokenPrices(Options.Create(new PricesOptions { Input = 2.50m, CachedInput = 1.25m, Output = 10m }));

        var cost = prices.Of(new TokenUsage(prompt, completion) { CachedTokens = cached });

        Assert.Equal(expected, cost?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_WithoutPrices_SaysNothing() => Assert.Null(new TokenPrices(Options.Create(new PricesOptions())).Of(new TokenUsage(1, 1)));
}
