using System.Text;
using IssueAi.Generation;
using IssueAi.Generation.AzureOpenAI;
using IssueAi.Streaming;

namespace IssueAi.Tests.Generation.AzureOpenAI;

public sealed class ChatChunkParserTests
{
    private readonly ChatChunkParser _parser = new();

    [Fact]
    public void Parse_OfText_KeepsItsEscapes() =>
        Assert.Equal("""a \"b\" \n é 課 \u00e9 📚""", TextOf("""{"choices":[{"delta":{"content":"a \"b\" \n é 課 \u00e9 📚"}}]}"""));

    [Fact]
    public void Parse_OfAWholeChunk_ReadsEachPart()
    {
        var update = Parse(
            """{"id":"x","model":"gpt-4o","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":4,"completion_tokens":6,"total_tokens":10,"prompt_tokens_details":{"cached_tokens":1}}}""");

        Assert.Equal("gpt-4o", update.Model);
        Assert.Equal("stop", update.FinishReason);
        Assert.Equal(new TokenUsage(4, 6), update.Usage);
        Assert.Null(update.RetractedFrom);
        Assert.True(_parser.HasFinished);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null,"usage":null,"model":null}""")]
    [InlineData("""{"choices":[{}]}""")]
    [InlineData("""{"choices":[{"delta":null,"finish_reason":null,"content_filter_offsets":null}]}""")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":null}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":""}}],"model":""}""")]
    [InlineData("""{"usage":{"prompt_tokens":null,"completion_tokens":6}}""")]
    [InlineData("""{"usage":{}}""")]
    [InlineData("""{"later":{"choices":[{"delta":{"content":"no"}}]},"list":[[{"error":1}]]}""")]
    public void Parse_OfAChunkWithoutAnything_SaysNothing(string chunk)
    {
        var update = Parse(chunk);

        Assert.True(update.Text.IsEmpty);
        Assert.Equal(default, update with { Text = default });
        Assert.False(_parser.HasFinished);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"choices":{}}""")]
    [InlineData("""{"choices":[7]}""")]
    [InlineData("""{"choices":["a"]}""")]
    [InlineData("""{"choices":[{"delta":[]}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":7}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":["a"]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"cut""")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}]""")]
    [InlineData("""{"usage":7}""")]
    [InlineData("""{"usage":{"prompt_tokens":1.5,"completion_tokens":1}}""")]
    [InlineData("""{"usage":{"prompt_tokens":99999999999,"completion_tokens":1}}""")]
    [InlineData("<html>")]
    public void Parse_OfWhatIsNoChunk_IsUnavailable(string data)
    {
        var failure = Assert.Throws<ModelException>(() => Parse(data));

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
    }

    [Theory]
    [InlineData("""{"error":{"code":"500","message":"m"}}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":{"message":"m"}}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":null}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":"m"}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":{"type":"x","code":"429"}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"error":{"code":"rate_limit_exceeded"}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"error":{"code":"content_filter"}}""", ErrorCode.ContentFiltered)]
    public void Parse_OfAnError_IsSorted(string data, ErrorCode expected) =>
        Assert.Equal(expected, Assert.Throws<ModelException>(() => Parse(data)).Code);

    [Fact]
    public void Parse_OfTheDoneMark_IsDone()
    {
        var before = _parser.IsDone;

        Parse("[DONE]");

        Assert.False(before);
        Assert.True(_parser.IsDone);
    }

    [Fact]
    public void Parse_OfTheModelsName_TellsItOnce()
    {
        var empty = Parse("""{"model":""}""").Model;
        var first = Parse("""{"model":"first"}""").Model;
        var second = Parse("""{"model":"second"}""").Model;

        Assert.Equal((null, "first", null), (empty, first, second));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("length")]
    [InlineData("content_filter")]
    [InlineData("tool_calls")]
    [InlineData("something_new")]
    public void Parse_OfAFinishReason_TakesTheModelsWord(string reason) =>
        Assert.Equal(reason, Parse($$"""{"choices":[{"finish_reason":"{{reason}}"}]}""").FinishReason);

    [Theory]
    [InlineData(136, 36)]
    [InlineData(100, 0)]
    [InlineData(40, 0)]
    public void Parse_OfAFilterThatStopped_CountsFromWhereTheAnswerBegan(int checkedUpTo, int expected)
    {
        Parse("""{"choices":[{"finish_reason":null,"content_filter_offsets":{"check_offset":100,"start_offset":100,"end_offset":150}}]}""");

        var update = Parse(
            $$$"""{"choices":[{"finish_reason":"content_filter","content_filter_offsets":{"check_offset":{{{checkedUpTo}}},"start_offset":{{{checkedUpTo}}},"end_offset":180}}]}""");

        Assert.Equal(expected, update.RetractedFrom);
    }

    [Theory]
    [InlineData("""{"choices":[{"finish_reason":"content_filter"}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"content_filter","content_filter_offsets":{"start_offset":9}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"stop","content_filter_offsets":{"check_offset":9,"start_offset":9}}]}""")]
    public void Parse_WithoutACheckedPart_NamesNone(string chunk) => Assert.Null(Parse(chunk).RetractedFrom);

    [Fact]
    public void TakeCarry_AfterHalfASurrogatePair_ReplacesIt()
    {
        var text = TextOf("""{"choices":[{"delta":{"content":"a\ud83d"}}]}""");

        Assert.Equal("a", text);
        Assert.Equal(@"\ufffd"u8, _parser.TakeCarry().Span);
    }

    private string TextOf(string chunk) => Encoding.UTF8.GetString(Parse(chunk).Text.Span);

    private ModelUpdate Parse(string data) => _parser.Parse("message", Encoding.UTF8.GetBytes(data));
}
