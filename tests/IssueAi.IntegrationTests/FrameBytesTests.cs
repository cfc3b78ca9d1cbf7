using System.Text;
using System.Text.RegularExpressions;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed partial class FrameBytesTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private static readonly Scenario Scripted = new()
    {
        Chunks = ["word ", "\"quoted\"", " and\nwörld 課題"],
        Model = "gpt-4o-2024-11-20",
        Usage = new SimulatedUsage(40, 60),

        // Without a confidence signal the stream has no confidence frame.
        IncludeLogProbabilities = false,
    };

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Headers_Keep_Everybody_On_The_Way_From_Buffering()
    {
        _product.Model.Script = _ => Scripted;

        using var response = await _product.PostAsync("Anything.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", HeaderOf(response, "Content-Type"));
        Assert.Equal("no-cache, no-transform", HeaderOf(response, "Cache-Control"));
        Assert.Equal("no", HeaderOf(response, "X-Accel-Buffering"));
        Assert.Equal(Product.ConnectionHeader, HeaderOf(response, "Connection"));
        Assert.Equal(frames[^1].GetProperty("value").GetProperty("responseId").GetString(), HeaderOf(response, "X-Response-Id"));
        Assert.False(response.Content.Headers.NonValidated.Contains("Content-Length"));
    }

    [Fact]
    public async Task Body_Is_Byte_For_Byte_What_The_Contract_Says()
    {
        _product.Model.Script = _ => Scripted;

        using var response = await _product.PostAsync("Anything.");
        var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());

        const string Text =
            "data: {\"type\":\"text\",\"content\":\"word \"}\n\n" +
            "data: {\"type\":\"text\",\"content\":\"\\\"quoted\\\"\"}\n\n" +
            "data: {\"type\":\"text\",\"content\":\" and\\nwörld 課題\"}\n\n";
        Assert.StartsWith(Product.Opening + Text, body, StringComparison.Ordinal);
        Assert.Matches(MetadataBlock(), body[(Product.Opening.Length + Text.Length)..]);
    }

    [Fact]
    public async Task Timestamp_Is_When_The_Answer_Was_Asked_For()
    {
        var before = DateTime.UtcNow;

        var body = await _product.StreamAsync(Scripted);

        var timestamp = FrameReader.Frames(body)[^1].GetProperty("value").GetProperty("timestamp").GetDateTime();
        Assert.InRange(timestamp, before.AddSeconds(-1), DateTime.UtcNow);
    }

    [Fact]
    public async Task What_The_Model_Does_Not_Count_Is_Left_Out()
    {
        var chunks = ModelWire.Text("Hello") + ModelWire.Finish() + ModelWire.Done;

        var body = await _product.StreamAsync(ModelWire.Raw(chunks));

        var metadata = FrameReader.Frames(body)[^1].GetProperty("value");
        Assert.False(metadata.TryGetProperty("tokens", out _));
        Assert.False(metadata.TryGetProperty("promptTokens", out _));
        Assert.False(metadata.TryGetProperty("completionTokens", out _));
    }

    [Theory]
    [InlineData(SimulatedFailure.None)]
    [InlineData(SimulatedFailure.BreakOff)]
    [InlineData(SimulatedFailure.ErrorMidStream)]
    [InlineData(SimulatedFailure.AsyncFiltered)]
    public async Task Exactly_One_Terminal_Frame_Ends_The_Stream(SimulatedFailure failure)
    {
        var body = await _product.StreamAsync(Scripted with { Failure = failure, FailAfter = 2 });

        var types = FrameReader.Frames(body).Select(frame => frame.TypeOf()).ToList();
        Assert.Single(types, type => type is "metadata" or "error" or "reconnect");
        Assert.Equal(failure is SimulatedFailure.None ? "metadata" : "error", types[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?resumable=false")]
    [InlineData("?resumable=perhaps")]
    public async Task A_Plain_Stream_Has_No_Ids(string query)
    {
        var body = await _product.StreamAsync(Scripted, query);

        Assert.All(FrameReader.Events(body), block => Assert.StartsWith("data: {", block, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Resumable_Stream_Numbers_Every_Event_From_One()
    {
        var body = await _product.StreamAsync(Scripted, "?resumable=true");

        Assert.All(FrameReader.Events(body), (block, index) => Assert.StartsWith($"id: {index + 1}\ndata: {{", block, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Resumable_Stream_That_Fails_Numbers_Its_Error_Too()
    {
        var body = await _product.StreamAsync(Scripted with { Failure = SimulatedFailure.CloseEarly, FailAfter = 2 }, "?resumable=true");

        Assert.StartsWith("id: 3\ndata: {\"type\":\"error\"", FrameReader.Events(body)[^1], StringComparison.Ordinal);
    }

    private static string HeaderOf(HttpResponseMessage response, string name)
    {
        var isContent = response.Content.Headers.NonValidated.TryGetValues(name, out var values);
        return isContent || response.Headers.NonValidated.TryGetValues(name, out values) ? values.ToString() : "";
    }

    // The contract's optional properties follow all required ones.
    [GeneratedRegex(
        """\Adata: \{"type":"metadata","value":\{"responseId":"[0-9a-f]{32}","model":"gpt-4o-2024-11-20","tokens":100,"promptTokens":40,"completionTokens":60,"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","finishReason":"stop","cached":false,"durationMs":\d+,"timeToFirstTokenMs":\d+(,"confidence":"unavailable")?(,"stored":false)?\}\}\n\n\z""")]
    private static partial Regex MetadataBlock();
}
