using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Azure.AI.OpenAI;
using IssueAi.ModelSimulator;

namespace IssueAi.Tests.ModelSimulator;

public sealed class WireFormatTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>, IDisposable
{
    private static readonly string[] ThreeTokens = ["Xin", " chào", " 📚"];

    public void Dispose() => simulator.Server.Script = null;

    [Fact]
    public async Task Azure_Stream_Has_The_Chunks_Of_The_Service_In_Their_Order()
    {
        simulator.Server.Script = _ => new Scenario { Chunks = ThreeTokens };

        var stream = await simulator.StreamAsync(Prompts.Body(options: new { stream = true, stream_options = new { include_usage = true } }));

        Assert.Equal("", stream.Chunks[0].GetProperty("id").GetString());
        Assert.Equal(0, stream.Chunks[0].GetProperty("choices").GetArrayLength());
        Assert.Equal("safe", stream.Chunks[0].GetProperty("prompt_filter_results")[0].GetProperty("content_filter_results").GetProperty("hate").GetProperty("severity").GetString());
        Assert.Equal("""{"content":"","refusal":null,"role":"assistant"}""", Delta(stream, 1));
        Assert.Equal("""{"content":"Xin"}""", Delta(stream, 2));
        Assert.Equal("safe", stream.Chunks[2].GetProperty("choices")[0].GetProperty("content_filter_results").GetProperty("violence").GetProperty("severity").GetString());
        Assert.Equal(JsonValueKind.Null, stream.Chunks[2].GetProperty("choices")[0].GetProperty("logprobs").ValueKind);
        Assert.Equal(JsonValueKind.Null, stream.Chunks[2].GetProperty("usage").ValueKind);
        Assert.Equal("simulator-1", stream.Chunks[2].GetProperty("model").GetString());
        Assert.Equal("{}", Delta(stream, 5));
        Assert.Equal("stop", stream.FinishReason);
        Assert.Equal(0, stream.Chunks[6].GetProperty("choices").GetArrayLength());
        Assert.Equal(3, stream.Chunks[6].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(7, stream.Chunks.Count);
        Assert.True(stream.IsDone);
        Assert.Equal(string.Concat(ThreeTokens), stream.Text);
    }

    [Fact]
    public async Task OpenAI_Stream_Has_Neither_Filter_Results_Nor_Unasked_Usage()
    {
        var stream = await simulator.StreamAsync(Prompts.Body(), SimulatorFixture.OpenAIPath);

        Assert.DoesNotContain(stream.Data, data => data.Contains("filter", StringComparison.Ordinal) || data.Contains("\"usage\"", StringComparison.Ordinal));
        Assert.True(stream.IsDone);
    }

    [Fact]
    public async Task Asked_For_LogProbabilities_Come_With_Bytes_And_Alternatives()
    {
        simulator.Server.Script = _ => new Scenario { Chunks = ThreeTokens, MeanLogProbability = -0.25 };

        var stream = await simulator.StreamAsync(Prompts.Body(options: new { stream = true, logprobs = true, top_logprobs = 3 }));

        var token = stream.Chunks[4].GetProperty("choices")[0].GetProperty("logprobs").GetProperty("content")[0];
        Assert.Equal(" 📚", token.GetProperty("token").GetString());
        Assert.Equal(Encoding.UTF8.GetBytes(" 📚"), token.GetProperty("bytes").EnumerateArray().Select(value => value.GetByte()));
        var top = token.GetProperty("top_logprobs").EnumerateArray().Select(alternative => alternative.GetProperty("logprob").GetDouble()).ToList();
        Assert.Equal(3, top.Count);
        Assert.Equal(token.GetProperty("logprob").GetDouble(), top[0]);
        Assert.Equal(top.OrderDescending(), top);
        Assert.Equal(-0.25, stream.LogProbabilities.Average(), precision: 9);
    }

    [Fact]
    public async Task Whole_Answer_Says_The_Same_As_The_Stream()
    {
        var stream = await simulator.StreamAsync(Prompts.Body());
        using var response = await simulator.SendAsync(Prompts.Body(options: new { logprobs = true }));
        using var whole = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        var choice = whole.RootElement.GetProperty("choices")[0];
        Assert.Equal(stream.Text, choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(stream.Tokens.Count, whole.RootElement.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(stream.Tokens.Count, choice.GetProperty("logprobs").GetProperty("content").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"stream":true,"max_tokens":4}""")]
    [InlineData("""{"stream":true,"max_tokens":400,"max_completion_tokens":4}""")]
    public async Task Token_Limit_Ends_The_Answer_With_Length(string options)
    {
        var stream = await simulator.StreamAsync(Prompts.Body(options: JsonElement.Parse(options)));

        Assert.Equal(4, stream.Tokens.Count);
        Assert.Equal("length", stream.FinishReason);
    }

    [Fact]
    public async Task Raw_Bytes_Arrive_As_They_Were_Given()
    {
        var bytes = Encoding.UTF8.GetBytes("data: {\"choices\":[]} ư📚\n\n");
        simulator.Server.Script = _ => new Scenario { RawBody = bytes, RawSplits = [3, 24, 26] };

        using var response = await simulator.SendAsync(Prompts.Body());

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Azure_SDK_Reads_The_Stream_Raw()
    {
        simulator.Server.Script = _ => new Scenario { Chunks = ThreeTokens };
        var chat = new AzureOpenAIClient(simulator.Server.Endpoint, new ApiKeyCredential("sdk-key")).GetChatClient("gpt-sdk");

        var result = await chat.CompleteChatAsync(
            BinaryContent.Create(BinaryData.FromString(Prompts.Body())), new RequestOptions { BufferResponse = false });

        var text = new StringBuilder();
        await foreach (var item in SseParser.Create(result.GetRawResponse().ContentStream!).EnumerateAsync())
        {
            if (item.Data is not "[DONE]") text.Append(new Transcript([item.Data], BrokeOff: false).Text);
        }

        var call = simulator.Server.Calls.Single(observed => observed.Deployment == "gpt-sdk");
        Assert.Equal("Xin chào 📚", text.ToString());
        Assert.Equal("sdk-key", call.ApiKey);
        Assert.NotNull(call.ApiVersion);
    }

    private static string Delta(Transcript stream, int chunk) =>
        stream.Chunks[chunk].GetProperty("choices")[0].GetProperty("delta").GetRawText();
}
