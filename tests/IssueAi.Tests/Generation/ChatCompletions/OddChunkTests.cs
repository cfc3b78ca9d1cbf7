using System.Text;
using System.Text.Json;
using IssueAi.Generation;
using IssueAi.Generation.ChatCompletions;

namespace IssueAi.Tests.Generation.ChatCompletions;

/// <summary>Undocumented chunks that servers send.</summary>
public sealed class OddChunkTests
{
    private readonly ChatChunkParser _parser = new();

    [Theory]
    [InlineData("created", "1760000000.5")]
    [InlineData("created", "\"yesterday\"")]
    [InlineData("created", "null")]
    [InlineData("id", "7")]
    [InlineData("id", "{}")]
    [InlineData("object", "null")]
    [InlineData("model", "null")]
    [InlineData("model", "[1]")]
    [InlineData("usage", "null")]
    [InlineData("usage", "7")]
    [InlineData("usage", "[]")]
    [InlineData("usage", "{}")]
    [InlineData("usage", """{"prompt_tokens":"a","completion_tokens":null,"total_tokens":{},"prompt_tokens_details":null,"completion_tokens_details":[]}""")]
    [InlineData("error", "null")]
    [InlineData("error", "false")]
    [InlineData("error", "\"\"")]
    [InlineData("error", "0")]
    [InlineData("error", "[]")]
    [InlineData("service_tier", "[{\"error\":{}}]")]
    public void Parse_OfAnOddPropertyOfTheChunk_ReadsTheText(string name, string value)
    {
        var update = Parse($$$"""{"{{{name}}}":{{{value}}},"choices":[{"delta":{"content":"a"}}]}""");

        Assert.Equal(("a", null, null), (Text(update), _parser.Failure, update.Usage));
    }

    [Theory]
    [InlineData("index", "null")]
    [InlineData("index", "\"0\"")]
    [InlineData("logprobs", "-0.12")]
    [InlineData("logprobs", "[-0.12]")]
    [InlineData("logprobs", "\"none\"")]
    [InlineData("logprobs", """{"content":{"a":1}}""")]
    [InlineData("logprobs", """{"tokens":["a"],"token_logprobs":[-0.1],"top_logprobs":null}""")]
    [InlineData("finish_reason", "\"\"")]
    [InlineData("finish_reason", "\"null\"")]
    [InlineData("finish_reason", "0")]
    [InlineData("finish_reason", "{}")]
    [InlineData("error", "null")]
    [InlineData("content_filter_offsets", "7")]
    [InlineData("content_filter_results", "null")]
    public void Parse_OfAnOddPropertyOfTheChoice_ReadsTheText(string name, string value)
    {
        var update = Parse($$$"""{"choices":[{"{{{name}}}":{{{value}}},"delta":{"role":"","content":"a","tool_calls":null}}]}""");

        Assert.Equal(("a", null, null), (Text(update), _parser.Failure, update.FinishReason));
        Assert.False(_parser.HasFinished);
    }

    [Theory]
    [InlineData("""["a","b"]""", "ab")]
    [InlineData("""[{"type":"text","text":"a"},{"text":"b","type":"output_text"}]""", "ab")]
    [InlineData("""[{"text":"a"},null,{"type":null,"text":"b"}]""", "ab")]
    [InlineData("""{"type":"text","text":"ab"}""", "ab")]
    [InlineData("""[{"type":"thinking","thinking":[{"type":"text","text":"hmm"}]},{"type":"text","text":"ab"}]""", "ab")]
    [InlineData("""[{"text":"hmm","type":"reasoning"},{"type":"text","text":"ab"}]""", "ab")]
    [InlineData("""[{"type":"text","text":"\ud83d"},{"type":"text","text":"\ude00"}]""", """\ud83d\ude00""")]
    [InlineData("""[{"type":"reference","reference_ids":[1]}]""", "")]
    [InlineData("[]", "")]
    public void Parse_OfContentInParts_JoinsTheText(string content, string expected) =>
        Assert.Equal(expected, Text(Parse($$$"""{"choices":[{"delta":{"content":{{{content}}}}}]}""")));

    [Theory]
    [InlineData("[7]")]
    [InlineData("""[{"type":"text","text":{"value":"a"}}]""")]
    public void Parse_OfPartsThatAreNoText_Fails(string content) =>
        Assert.Throws<ModelException>(() => Parse($$$"""{"choices":[{"delta":{"content":{{{content}}}}}]}"""));

    [Theory]
    [InlineData("""{"reasoning_content":"hmm","content":null}""", 3)]
    [InlineData("""{"reasoning":"hmm","content":""}""", 3)]
    [InlineData("""{"content":[{"type":"thinking","thinking":"hmm"}]}""", 5)]
    [InlineData("""{"reasoning":{"text":"hmm"},"content":null}""", 0)]
    public void Parse_OfThoughts_CountsThemAndShowsNone(string delta, int length)
    {
        var update = Parse($$$"""{"choices":[{"delta":{{{delta}}}}]}""");

        Assert.Equal(("", length, true), (Text(update), update.ReasoningLength, update.IsSignOfLife));
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"refusal":"No."}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":[{"type":"refusal","refusal":"No."}]}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}]}""")]
    public void Parse_OfARefusal_IsContentFiltered(string chunk)
    {
        var update = Parse(chunk);

        Assert.Equal((ErrorCode.ContentFiltered, null), (_parser.Failure!.Code, update.FinishReason));
    }

    [Theory]
    [InlineData("""{"id":"c","error":{"code":502},"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}],"error":{"code":429}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"choices":[{"delta":{"content":"b"},"finish_reason":"error"}],"error":{"code":401,"message":"m"}}""", ErrorCode.UpstreamRejected)]
    [InlineData("""{"choices":[{"delta":{"content":"b"},"finish_reason":"stop","error":{"code":"rate_limit_exceeded"}}]}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"choices":[{"delta":{"content":"b"},"finish_reason":"error"}]}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"choices":[{"delta":{"content":"b"},"finish_reason":"insufficient_system_resource"}]}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"choices":[{"delta":{"content":"b"}}],"error":"it broke"}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"choices":[{"delta":{"content":"b"}}],"error":{}}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"choices":[{"delta":{"content":"b"}}],"error":{"type":"insufficient_quota"}}""", ErrorCode.UpstreamRateLimited)]
    public void Parse_OfAnErrorBesideOtherThings_KeepsTheTextAndFails(string chunk, ErrorCode expected)
    {
        var update = Parse(chunk);

        Assert.Equal(("b", expected, null, false), (Text(update), _parser.Failure!.Code, update.FinishReason, _parser.HasFinished));
    }

    [Theory]
    [InlineData("""{"object":"error","message":"m","type":"RateLimitError","code":429}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"statusCode":401,"message":"Access denied."}""", ErrorCode.UpstreamRejected)]
    [InlineData("""{"detail":"Not authenticated"}""", ErrorCode.UpstreamUnavailable)]
    public void Parse_OfAnErrorAsItself_IsSorted(string chunk, ErrorCode expected)
    {
        Parse(chunk);

        Assert.Equal(expected, _parser.Failure!.Code);
    }

    [Theory]
    [InlineData("""{"error":{"code":500}}""")]
    [InlineData("""{"choices":[{"delta":{"refusal":"No."}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"error"}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"cut""")]
    [InlineData("<html>")]
    [InlineData("""{"usage":{"prompt_tokens":-1}}""")]
    public void Parse_AfterTheFinishReason_FailsByNothing(string data)
    {
        Parse("""{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}""");

        var update = Parse(data);

        Assert.Null(_parser.Failure);
        Assert.Equal("", Text(update));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\n")]
    public void Parse_OfNothing_SaysNothing(string data) => Assert.True(Parse(data).IsSignOfLife);

    [Fact]
    public void Parse_OfTheDoneMarkWithBlanks_IsDone()
    {
        Parse("[DONE] ");

        Assert.True(_parser.IsDone);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":10.0,"completion_tokens":5}""", 10, 5, 15, null, null)]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":5}""", null, 5, null, null, null)]
    [InlineData("""{"prompt_tokens":10,"total_tokens":15}""", 10, null, 15, null, null)]
    [InlineData("""{"prompt_tokens":1.5,"completion_tokens":99999999999}""", null, null, null, null, null)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}""", 10, 5, 15, 4, 3)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":4}""", 10, 5, 15, 4, null)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":18,"completion_tokens_details":{"reasoning_tokens":3}}""", 10, 8, 18, null, 3)]
    public void Parse_OfCounts_LeavesOutWhatIsNone(string usage, int? prompt, int? completion, int? total, int? cached, int? reasoning)
    {
        var read = Parse($$$"""{"choices":null,"usage":{{{usage}}}}""").Usage;

        Assert.Equal((prompt, completion, total, cached, reasoning), (read?.PromptTokens, read?.CompletionTokens, read?.TotalTokens, read?.CachedTokens, read?.ReasoningTokens));
    }

    [Fact]
    public void Parse_OfCountsInSeveralChunks_PutsThemTogether()
    {
        Parse("""{"choices":[{"usage":{"prompt_tokens":10}}]}""");
        Parse("""{"usage":{}}""");

        Assert.Equal(new TokenUsage(10, 5), Parse("""{"usage":{"completion_tokens":5}}""").Usage);
    }

    [Fact]
    public void Parse_OfTheWholeMessageBesideItsDeltas_ReadsTheDeltas()
    {
        string[] chunks =
        [
            """{"choices":[{"message":{"content":"a"},"delta":{"content":"a"}}]}""",
            """{"choices":[{"message":{"content":"ab"},"delta":{"content":"b"}}]}""",
            """{"choices":[{"message":{"content":"ab"},"finish_reason":"stop"}]}""",
        ];

        Assert.Equal(["a", "b", ""], chunks.Select(chunk => Text(Parse(chunk))));
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"ab"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""")]
    [InlineData("""  {"choices":[{"finish_reason":"stop","message":{"content":[{"type":"text","text":"ab"}]}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}  """)]
    public void ParseWhole_OfACompletion_ReadsIt(string body)
    {
        var update = _parser.ParseWhole(Encoding.UTF8.GetBytes(body));

        Assert.Equal(("ab", FinishReasons.Stop, new TokenUsage(1, 2)), (Text(update), update.FinishReason, update.Usage));
    }

    [Fact]
    public void ParseWhole_OfAListWithAnError_IsThatError()
    {
        _parser.ParseWhole("""[{"error":{"code":401,"status":"UNAUTHENTICATED"}}]"""u8);

        Assert.Equal(ErrorCode.UpstreamRejected, _parser.Failure!.Code);
    }

    [Fact]
    public void Parse_OfTokensThatSayNothingElse_AllocatesNothing()
    {
        var chunk = JsonSerializer.SerializeToUtf8Bytes(new { id = "c", created = 1.5, choices = new[] { new { delta = new { content = "word" }, finish_reason = "" } } });
        for (var number = 0; number < 100; number++) _parser.Parse(chunk);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 100; number++) _parser.Parse(chunk);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Text(ModelUpdate update) => Encoding.UTF8.GetString(update.Text.Span);

    private ModelUpdate Parse(string data) => _parser.Parse(Encoding.UTF8.GetBytes(data));
}
