namespace IssueAi.IntegrationTests.Wire;

public sealed class AnthropicWireTests(AnthropicWire wire) : IClassFixture<AnthropicWire>
{
    [Fact]
    public async Task Counts_That_Came_Nowhere_Are_Left_Out()
    {
        var answer = await WireAnswer.AskAsync(wire.Product, wire.Server, WireScript.Load("an-usage-missing"));

        var metadata = answer.AssertWhole("Hello world");

        Assert.DoesNotContain(metadata.EnumerateObject(), property => property.Name.Contains("okens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Count_That_Did_Not_Come_At_The_End_Is_Left_Out()
    {
        var answer = await WireAnswer.AskAsync(wire.Product, wire.Server, WireScript.Load("an-usage-missing-at-end"));

        var metadata = answer.AssertWhole("Hello world");

        Assert.Equal(20, metadata.GetProperty("promptTokens").GetInt32());
        Assert.False(metadata.TryGetProperty("completionTokens", out _));
        Assert.False(metadata.TryGetProperty("tokens", out _));
    }
}
