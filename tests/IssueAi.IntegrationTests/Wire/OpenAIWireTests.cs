namespace IssueAi.IntegrationTests.Wire;

public sealed class OpenAIWireTests(OpenAIWire wire) : ChatWireTests(wire), IClassFixture<OpenAIWire>
{
    [Fact]
    public async Task A_Refused_Name_Of_The_Limit_Is_Given_Up_Once_And_Remembered()
    {
        await using var product = await wire.StartAsync();

        var first = await WireAnswer.AskAsync(product, wire.Server, WireScript.Load("limit-rejected"));
        var second = await WireAnswer.AskAsync(product, wire.Server, WireScript.Load("limit-rejected"));

        first.AssertWhole("Hello world");
        second.AssertWhole("Hello world");
        Assert.Equal((2, 1), (first.AllCalls, second.AllCalls));
    }
}
