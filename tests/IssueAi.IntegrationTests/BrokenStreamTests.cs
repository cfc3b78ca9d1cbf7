using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class BrokenStreamTests : IClassFixture<DefaultProduct>
{
    private static readonly string[] Chunks = ["one ", "two ", "three ", "four ", "five "];

    private readonly Product _product;

    public BrokenStreamTests(DefaultProduct fixture)
    {
        _product = fixture.Product;
        _product.Model.ResetCalls();
    }

    [Theory]
    [InlineData(SimulatedFailure.BreakOff, 1)]
    [InlineData(SimulatedFailure.BreakOff, 4)]
    [InlineData(SimulatedFailure.CloseEarly, 1)]
    [InlineData(SimulatedFailure.CloseEarly, 5)]
    [InlineData(SimulatedFailure.Garbage, 3)]
    [InlineData(SimulatedFailure.ErrorMidStream, 3)]
    public async Task Text_That_Came_Stays_Before_The_Error(SimulatedFailure failure, int after)
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = Chunks, Failure = failure, FailAfter = after });

        Assert.Equal(string.Concat(Chunks.Take(after)), FrameReader.Frames(body).Text());
        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
        FailureAssert.TellsNothingPrivate(body, _product);
    }

    [Theory]
    [InlineData(SimulatedFailure.BreakOff)]
    [InlineData(SimulatedFailure.CloseEarly)]
    [InlineData(SimulatedFailure.Garbage)]
    [InlineData(SimulatedFailure.ErrorMidStream)]
    public async Task A_Model_Is_Never_Asked_Again_After_Its_First_Text(SimulatedFailure failure)
    {
        await _product.StreamAsync(new Scenario { Chunks = Chunks, Failure = failure, FailAfter = 1 });

        Assert.Single(_product.Model.Calls);
    }

    [Theory]
    [InlineData(SimulatedFailure.BreakOff)]
    [InlineData(SimulatedFailure.CloseEarly)]
    [InlineData(SimulatedFailure.Garbage)]
    [InlineData(SimulatedFailure.ErrorMidStream)]
    public async Task A_Stream_Broken_Before_Its_First_Text_Is_One_Error_Frame(SimulatedFailure failure)
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = Chunks, Failure = failure });

        Assert.Single(FrameReader.Frames(body));
        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
        FailureAssert.TellsNothingPrivate(body, _product);
    }

    [Theory]
    [InlineData("data: [1,2]\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":7}}]}\n\n")]
    [InlineData("data: {\"choices\":{}}\n\n")]
    [InlineData("data: {} {}\n\n")]
    [InlineData("data: <html>502 Bad Gateway</html>\n\n")]
    public async Task What_Is_No_Chunk_Ends_The_Stream_As_Unavailable(string garbage)
    {
        var body = await _product.StreamAsync(ModelWire.Raw(ModelWire.Text("Hello") + garbage + ModelWire.Text("never seen")));

        Assert.Equal("Hello", FrameReader.Frames(body).Text());
        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
    }

    [Fact]
    public async Task Text_That_Is_No_Utf8_Ends_The_Stream_As_Unavailable()
    {
        byte[] wire = [.. "data: {\"choices\":[{\"delta\":{\"content\":\""u8, 0xC3, 0x28, .. "\"}}]}\n\n"u8];

        var body = await _product.StreamAsync(new Scenario { RawBody = wire });

        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
    }

    [Fact]
    public async Task A_Rate_Limit_Mid_Stream_Is_Named()
    {
        var body = await _product.StreamAsync(ModelWire.Raw(
            ModelWire.Text("Hello") + ModelWire.Event("""{"error":{"code":"rate_limit_exceeded","message":"private words"}}""")));

        FailureAssert.EndsWithError(body, "upstream_rate_limited", retryable: true);
        Assert.DoesNotContain("private words", body, StringComparison.Ordinal);
    }
}
