using System.Text;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class ModelWireTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private const string Sample = "é 課 📚 \"\\\n";

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Text_Survives_A_Cut_At_Every_Byte()
    {
        var body = Encoding.UTF8.GetBytes(ModelWire.Text(Sample) + ModelWire.Finish() + ModelWire.Done);
        var texts = new List<string>();

        for (var cut = 1; cut < body.Length; cut++)
            texts.Add(FrameReader.Frames(await _product.StreamAsync(new Scenario { RawBody = body, RawSplits = [cut] })).Text());

        Assert.All(texts, text => Assert.Equal(Sample, text));
    }

    [Fact]
    public async Task Text_Survives_Bytes_That_Come_One_By_One()
    {
        var body = Encoding.UTF8.GetBytes(ModelWire.Text(Sample) + ModelWire.Text(Sample) + ModelWire.Finish() + ModelWire.Done);

        var answer = await _product.StreamAsync(new Scenario { RawBody = body, RawSplits = [.. Enumerable.Range(1, body.Length - 1)] });

        Assert.Equal(Sample + Sample, FrameReader.Frames(answer).Text());
    }

    [Fact]
    public async Task A_Character_Whose_Bytes_Are_Held_Back_Arrives_Whole()
    {
        var release = new TaskCompletionSource();
        var body = Encoding.UTF8.GetBytes(ModelWire.Text("first ") + ModelWire.Text("📚") + ModelWire.Finish() + ModelWire.Done);
        var middle = body.AsSpan().IndexOf("📚"u8) + 2;
        _product.Model.Script = _ => new Scenario { RawBody = body, RawSplits = [middle], Gate = _ => release.Task, GateBefore = 1 };

        using var response = await _product.PostAsync("Anything.");
        using var blocks = await BlockReader.OpenAsync(response);
        var first = await blocks.ReadEventAsync();
        release.SetResult();
        var second = await blocks.ReadEventAsync();

        Assert.Equal("first ", FrameReader.Parse(first!).GetProperty("content").GetString());
        Assert.Equal("📚", FrameReader.Parse(second!).GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("📚")]
    [InlineData("👩‍👧")]
    [InlineData("a📚é𝒳z")]
    public async Task Surrogate_Pairs_Split_Over_Chunks_Come_Together(string text)
    {
        var chunks = string.Concat(text.Select(unit => ModelWire.EscapedText($"\\u{(int)unit:x4}")));

        var answer = await _product.StreamAsync(ModelWire.Raw(chunks + ModelWire.Finish() + ModelWire.Done));

        Assert.Equal(text, FrameReader.Frames(answer).Text());
    }

    [Theory]
    [InlineData("\\ud83d", "\ufffd")]
    [InlineData("\\udcda", "\ufffd")]
    [InlineData("a\\ud83db", "a\ufffdb")]
    [InlineData("\\ud83d\\ud83d\\udcda", "\ufffd📚")]
    public async Task Half_A_Surrogate_Pair_Becomes_The_Replacement_Character(string escaped, string expected)
    {
        var answer = await _product.StreamAsync(ModelWire.Raw(ModelWire.EscapedText(escaped) + ModelWire.Finish() + ModelWire.Done));

        Assert.Equal(expected, FrameReader.Frames(answer).Text());
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Other_Line_Ends_Are_Understood(string lineEnd)
    {
        var body = ModelWire.Text("Hello") + ModelWire.Text(" world") + ModelWire.Finish() + ModelWire.Done;

        var answer = await _product.StreamAsync(ModelWire.Raw(body.Replace("\n", lineEnd, StringComparison.Ordinal)));

        AssertAnswer("Hello world", answer);
    }

    [Theory]
    [InlineData(": a comment\n\n")]
    [InlineData(": a comment right before the event\n")]
    [InlineData("event: chunk\nid: 7\nretry: 10\nunknown: field\n")]
    [InlineData("\n\n\n")]
    [InlineData("\ufeff")]
    public async Task What_Is_No_Data_Is_Ignored(string before)
    {
        var body = before + ModelWire.Text("Hello") + ModelWire.Finish() + ModelWire.Done;

        AssertAnswer("Hello", await _product.StreamAsync(ModelWire.Raw(body)));
    }

    [Fact]
    public async Task Data_Over_Several_Lines_Is_One_Chunk()
    {
        const string Body = "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"Hello\"},\ndata:\"finish_reason\":\"stop\"}]}\n\n";

        AssertAnswer("Hello", await _product.StreamAsync(ModelWire.Raw(Body + ModelWire.Done)));
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[],"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}],"model":""}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":null},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":null,"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"finish_reason":null}],"usage":null}""")]
    [InlineData("""{"obfuscation":"x9","choices":[{"index":0,"delta":{"tool_calls":[{"deep":[1,{"er":2}]}]},"logprobs":null}]}""")]
    public async Task Chunks_Without_Text_Are_Passed_Over(string chunk)
    {
        var body = ModelWire.Event(chunk) + ModelWire.Text("Hello") + ModelWire.Event(chunk) + ModelWire.Text(" world") + ModelWire.Finish() + ModelWire.Done;

        AssertAnswer("Hello world", await _product.StreamAsync(ModelWire.Raw(body)));
    }

    [Fact]
    public async Task Filter_Results_That_Come_After_The_Finish_Change_Nothing()
    {
        const string Late = """{"choices":[{"index":0,"finish_reason":null,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"content_filter_offsets":{"check_offset":30,"start_offset":30,"end_offset":35}}],"model":"","id":""}""";
        var body = ModelWire.Text("Hello") + ModelWire.Finish() + ModelWire.Event(Late) + ModelWire.Usage(3, 1) + ModelWire.Done;

        var answer = await _product.StreamAsync(ModelWire.Raw(body));

        AssertAnswer("Hello", answer);
        Assert.Equal(4, FrameReader.Frames(answer)[^1].GetProperty("value").GetProperty("tokens").GetInt32());
    }

    [Fact]
    public async Task A_Filter_That_Stops_The_Answer_After_Its_Finish_Withdraws_It()
    {
        const string Passed = """{"choices":[{"index":0,"finish_reason":null,"content_filter_offsets":{"check_offset":30,"start_offset":30,"end_offset":36}}]}""";
        const string Stopped = """{"choices":[{"index":0,"finish_reason":"content_filter","content_filter_offsets":{"check_offset":36,"start_offset":36,"end_offset":41}}]}""";
        var body = ModelWire.Text("Hello ") + ModelWire.Text("world") + ModelWire.Finish() + ModelWire.Event(Passed) + ModelWire.Event(Stopped) + ModelWire.Done;

        var frames = FrameReader.Frames(await _product.StreamAsync(ModelWire.Raw(body)));

        Assert.Equal(["text", "text", "retract", "error"], frames.Select(frame => frame.TypeOf()));
        Assert.Equal(1, frames[2].GetProperty("after").GetInt32());
        Assert.Equal("content_filtered", frames[3].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(SimulatedFailure.None)]
    [InlineData(SimulatedFailure.BreakOff)]
    public async Task An_Answer_Is_Whole_Once_Its_Finish_Reason_Came(SimulatedFailure failure)
    {
        var body = ModelWire.Text("Hello") + ModelWire.Finish();

        AssertAnswer("Hello", await _product.StreamAsync(ModelWire.Raw(body) with { Failure = failure }));
    }

    [Fact]
    public async Task Nothing_Is_Read_After_The_Done_Mark()
    {
        var body = ModelWire.Text("Hello") + ModelWire.Finish() + ModelWire.Done + ModelWire.Text("more") + "data: garbage\n\n";

        AssertAnswer("Hello", await _product.StreamAsync(ModelWire.Raw(body)));
    }

    private static void AssertAnswer(string text, string answer)
    {
        var frames = FrameReader.Frames(answer);
        Assert.Equal(text, frames.Text());
        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.Equal("stop", frames[^1].GetProperty("value").GetProperty("finishReason").GetString());
    }
}
