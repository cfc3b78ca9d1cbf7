using System.Text;
using IssueAi.Generation;
using IssueAi.Generation.ChatCompletions;

namespace IssueAi.Tests.Generation.ChatCompletions;

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
        Assert.Equal(new TokenUsage(4, 6) { CachedTokens = 1 }, update.Usage);
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
    [InlineData("""{"choices":[{"delta":{"content":"cut""")]
    [InlineData("""{"choices":[{"delta":{"content":"a"}}]""")]
    [InlineData("<html>")]
    public void Parse_OfWhatIsNoChunk_IsUnavailable(string data)
    {
        var failure = Assert.Throws<ModelException>(() => Parse(data));

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
    }

    [Theory]
    [InlineData("""{"error":{"code":"500","message":"m"}}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":{"message":"m"}}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":"m"}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":{"type":"x","code":"429"}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"error":{"code":"rate_limit_exceeded"}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"error":{"code":"content_filter"}}""", ErrorCode.ContentFiltered)]
    public void Parse_OfAnError_IsSorted(string data, ErrorCode expected)
    {
        Parse(data);

        Assert.Equal(expected, _parser.Failure?.Code);
    }

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
    public void Parse_OfTokens_ReadsTheirProbabilitiesAndLengths()
    {
        var update = Parse(
            """{"choices":[{"delta":{"content":"a \"b\" 課"},"logprobs":{"content":[{"token":"a","logprob":-0.25,"bytes":[97],"top_logprobs":[{"token":"x","logprob":-3}]},{"bytes":[32],"logprob":-1e0,"token":" \"b\""},{"token":" 課","logprob":0}],"refusal":null}}]}""");

        Assert.Equal([new(-0.25f, 1), new(-1, 6), new(0, 4)], update.Tokens.ToArray());
    }

    [Fact]
    public void Parse_OfTokensBeforeTheirText_ReadsThemToo() =>
        Assert.Equal([new(-0.5f, 1)], Parse("""{"choices":[{"logprobs":{"content":[{"token":"a","logprob":-0.5}]},"delta":{"content":"a"}}]}""").Tokens.ToArray());

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"ab"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":null}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":{}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":{"content":null,"refusal":null}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":{"content":[]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":[1,{"a":[2]}]}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":{"content":"ab","tokens":["ab"],"token_logprobs":[-1]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"ab"},"logprobs":{"content":[null,7,["x"]]}}]}""")]
    public void Parse_WithoutTokens_ReadsTheText(string chunk)
    {
        var update = Parse(chunk);

        Assert.Equal((2, 0), (update.Text.Length, update.Tokens.Length));
    }

    [Theory]
    [InlineData("-9999", TokenProbability.Lowest)]
    [InlineData("-9999.0", TokenProbability.Lowest)]
    [InlineData("-1e999", TokenProbability.Lowest)]
    [InlineData("0.0001", 0f)]
    [InlineData("1e999", 0f)]
    [InlineData("null", float.NaN)]
    [InlineData("\"-Infinity\"", float.NaN)]
    [InlineData("{}", float.NaN)]
    public void Parse_OfWhatIsNoLogarithm_StaysWithinTheScale(string written, float expected)
    {
        var update = Parse($$$"""{"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":{{{written}}}}]}}]}""");

        Assert.Equal(expected, update.Tokens.Span[0].LogProbability);
    }

    [Theory]
    // The tokens of a split character list its bytes.
    [InlineData("""{"choices":[{"delta":{"content":"課"},"logprobs":{"content":[{"token":"\\xe8\\xaa","logprob":-1},{"token":"\\xb2","logprob":-2}]}}]}""", 3, 0)]
    // The text and the tokens use different escapes.
    [InlineData("""{"choices":[{"delta":{"content":"\u00e9b"},"logprobs":{"content":[{"token":"é","logprob":-1},{"token":"b","logprob":-2}]}}]}""", 2, 5)]
    public void Parse_OfTokensThatAreNotTheText_CutsItAll(string chunk, int first, int second)
    {
        var update = Parse(chunk);

        Assert.Equal([new(-1, first), new(-2, second)], update.Tokens.ToArray());
        Assert.Equal(update.Text.Length, first + second);
    }

    [Fact]
    public void Parse_OfTokensApartFromTheirText_ReadsThemToo() =>
        Assert.Equal([new(-1, 0)], Parse("""{"choices":[{"delta":{"content":""},"logprobs":{"content":[{"token":"a","logprob":-1}]}}]}""").Tokens.ToArray());

    [Fact]
    public void Parse_OfManyTokens_KeepsAllOfOneChunk()
    {
        var tokens = string.Join(',', Enumerable.Range(0, 100).Select(number => $$"""{"token":"a","logprob":-{{number}}e-2}"""));

        var update = Parse($$$"""{"choices":[{"delta":{"content":"{{{new string('a', 100)}}}"},"logprobs":{"content":[{{{tokens}}}]}}]}""");
        var next = Parse("""{"choices":[{"delta":{"content":"b"},"logprobs":{"content":[{"token":"b","logprob":-3}]}}]}""");

        Assert.Equal(100, update.Tokens.Length);
        Assert.Equal([new(-3, 1)], next.Tokens.ToArray());
    }

    [Fact]
    public void Parse_OfTokens_AllocatesNothing()
    {
        var chunk = Encoding.UTF8.GetBytes(
            """{"choices":[{"delta":{"content":"word"},"finish_reason":null,"logprobs":{"content":[{"token":"word","logprob":-0.5,"bytes":[119,111,114,100],"top_logprobs":[]}]}}],"model":"m"}""");
        for (var number = 0; number < 100; number++) _parser.Parse(chunk);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 100; number++) _parser.Parse(chunk);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TakeCarry_AfterHalfASurrogatePair_ReplacesIt()
    {
        var text = TextOf("""{"choices":[{"delta":{"content":"a\ud83d"}}]}""");

        Assert.Equal("a", text);
        Assert.Equal(@"\ufffd"u8, _parser.TakeCarry().Span);
    }

    private string TextOf(string chunk) => Encoding.UTF8.GetString(Parse(chunk).Text.Span);

    private ModelUpdate Parse(string data) => _parser.Parse(Encoding.UTF8.GetBytes(data));
}
