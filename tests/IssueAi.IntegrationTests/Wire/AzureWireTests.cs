namespace IssueAi.IntegrationTests.Wire;

public sealed class AzureWireTests(AzureWire wire) : ChatWireTests(wire), IClassFixture<AzureWire>
{
    [Fact]
    public async Task Text_Without_Spaces_Is_Paced()
    {
        await using var product = await wire.StartAsync(("Streaming:WordDelay", "00:00:00.050"));

        var answer = await WireAnswer.AskAsync(product, wire.Server, WireScript.Load("pace-chinese"));

        var pieces = answer.First.Where(frame => frame.TypeOf() == "text").Select(frame => frame.GetProperty("content").GetString()!).ToList();
        Assert.Equal(175, pieces.Sum(piece => piece.Length));
        Assert.InRange(pieces.Count, 5, 175);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 40));
    }
}
