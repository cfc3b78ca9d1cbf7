using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class ContentFilterTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private static readonly string[] Chunks = ["one ", "two ", "three ", "four ", "five "];

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_Filtered_Answer_Is_Withdrawn_As_A_Whole()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = Chunks, Failure = SimulatedFailure.AnswerFiltered, FailAfter = 3 });

        Assert.Equal(["text", "text", "text", "retract", "error"], TypesOf(body));
        Assert.Equal("data: {\"type\":\"retract\",\"after\":0}", FrameReader.Events(body)[3]);
        FailureAssert.EndsWithError(body, "content_filtered", retryable: false);
        FailureAssert.TellsNothingPrivate(body, _product);
    }

    [Fact]
    public async Task Nothing_Is_Withdrawn_Where_Nothing_Was_Said()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = Chunks, Failure = SimulatedFailure.AnswerFiltered });

        Assert.Equal(["error"], TypesOf(body));
        FailureAssert.EndsWithError(body, "content_filtered", retryable: false);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task The_Asynchronous_Filter_Keeps_What_It_Had_Checked(int kept)
    {
        var body = await _product.StreamAsync(
            new Scenario { Chunks = Chunks, Failure = SimulatedFailure.AsyncFiltered, FailAfter = 5, KeptTokens = kept });

        Assert.Equal(["text", "text", "text", "text", "text", "retract", "error"], TypesOf(body));
        Assert.Equal($$"""data: {"type":"retract","after":{{kept}}}""", FrameReader.Events(body)[5]);
        FailureAssert.EndsWithError(body, "content_filtered", retryable: false);
    }

    [Fact]
    public async Task The_Asynchronous_Filter_Counts_Emoji_And_Escapes_As_The_Service_Does()
    {
        string[] chunks = ["📚\n", "課\"", "é\\", "bad"];

        var body = await _product.StreamAsync(
            new Scenario { Chunks = chunks, Failure = SimulatedFailure.AsyncFiltered, FailAfter = 4, KeptTokens = 3 });

        Assert.Contains("data: {\"type\":\"retract\",\"after\":3}", FrameReader.Events(body));
    }

    [Fact]
    public async Task A_Retract_Counts_Events_By_The_Ids_Of_A_Resumable_Stream()
    {
        var body = await _product.StreamAsync(
            new Scenario { Chunks = Chunks, Failure = SimulatedFailure.AsyncFiltered, FailAfter = 3, KeptTokens = 1 }, "?resumable=true");

        Assert.Equal("id: 4\ndata: {\"type\":\"retract\",\"after\":1}", FrameReader.Events(body)[3]);
    }

    private static IEnumerable<string> TypesOf(string body) => FrameReader.Frames(body).Select(frame => frame.TypeOf());
}
