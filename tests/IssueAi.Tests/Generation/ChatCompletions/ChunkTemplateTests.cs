using System.Text;
using IssueAi.Generation;
using IssueAi.Generation.ChatCompletions;

namespace IssueAi.Tests.Generation.ChatCompletions;

/// <summary>A parser that has seen similar chunks must give the same result as a new parser.</summary>
public sealed class ChunkTemplateTests
{
    private const int Seed = 20261124;
    private static readonly string[] Pieces = ["a", " ticket", "", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "é", "課", "📚", "}", "]", "{", ",", "```json", "a\\tb", "\\/"];
    private static readonly string[] Numbers = ["0", "-0.1", "-9999.0", "-1.2e-7", "-0.10536052", "-3E2"];
    private static readonly string[] ByteLists = ["null", "[]", "[32]", "[32, 116,105]"];

    [Fact]
    public void Parse_OfLikeChunks_ReadsThemAsIfEachWereTheFirst()
    {
        var random = new Random(Seed);
        var parser = CreatePrimed();

        for (var chunk = 0; chunk < 5_000; chunk++)
        {
            var data = CreateChunk(random, shape: random.Next(20) == 0 ? random.Next(4) : 0);
            Assert.Equal(Read(CreatePrimed(), data), Read(parser, data));
        }
    }

    [Fact]
    public void Parse_OfADamagedChunk_FailsOrReadsAsIfItWereTheFirst()
    {
        var random = new Random(Seed);

        for (var chunk = 0; chunk < 5_000; chunk++)
        {
            var parser = CreatePrimed();
            Read(parser, CreateChunk(random, shape: 0));
            var data = Encoding.UTF8.GetBytes(CreateChunk(random, shape: 0));
            var at = random.Next(data.Length);
            if (IsInNumberOrBytes(data, at)) continue;
            data[at] = (byte)random.Next(256);

            Assert.Equal(Read(CreatePrimed(), data), Read(parser, data));
        }
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("nan")]
    [InlineData("Infinity")]
    [InlineData("")]
    [InlineData("+1")]
    public void Parse_OfALikeChunkWithoutANumber_FailsOrReadsAsIfItWereTheFirst(string number)
    {
        var parser = CreatePrimed();
        Read(parser, Chunk("a", "a", "-1", "null", padding: null));

        var chunk = Chunk("b", "b", number, "null", padding: null);

        Assert.Equal(Read(CreatePrimed(), chunk), Read(parser, chunk));
    }

    [Fact]
    public void Parse_OfACharacterOverLikeChunks_KeepsItWhole()
    {
        var parser = CreatePrimed();
        Read(parser, Chunk("a", "a", "-1", "null", padding: null));

        var first = Text(parser, Chunk("\\ud83d", "\\ud83d", "-1", "null", padding: null));
        var second = Text(parser, Chunk("\\ude00", "\\ude00", "-1", "null", padding: null));

        Assert.Equal(("", "\\ud83d\\ude00"), (first, second));
    }

    [Fact]
    public void Parse_OfAnErrorAfterLikeChunks_Fails()
    {
        var parser = CreatePrimed();
        Read(parser, Chunk("a", "a", "-1", "null", padding: null));

        parser.Parse("""{"error":{"message":"m"}}"""u8);

        Assert.NotNull(parser.Failure);
    }

    // The model's name comes first, with the role, as in Azure's streams.
    private static ChatChunkParser CreatePrimed()
    {
        var parser = new ChatChunkParser();
        parser.Parse("""{"choices":[{"delta":{"content":"","role":"assistant"},"finish_reason":null}],"model":"gpt-4o"}"""u8);
        return parser;
    }

    private static string CreateChunk(Random random, int shape)
    {
        var text = Pick(random, Pieces) + Pick(random, Pieces);
        return shape switch
        {
            1 => """{"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":6}}""",
            2 => """{"choices":[{"delta":{},"finish_reason":"stop"}],"model":"gpt-4o"}""",
            3 => """{"choices":[{"delta":{"content":"ab"},"logprobs":{"content":[{"token":"a","logprob":-1},{"token":"b","logprob":-2}]}}],"model":"gpt-4o"}""",
            _ => Chunk(text, Pick(random, Pieces) + text, Pick(random, Numbers), Pick(random, ByteLists), random.Next(2) == 0 ? null : Pick(random, Pieces)),
        };
    }

    private static string Chunk(string text, string token, string number, string bytes, string? padding)
    {
        var noise = padding is null ? "" : $",\"obfuscation\":\"{padding}\"";
        return $$$$"""{"choices":[{"content_filter_results":{"hate":{"filtered":false}},"delta":{"content":"{{{{text}}}}"},"finish_reason":null,"index":0,"logprobs":{"content":[{"token":"{{{{token}}}}","logprob":{{{{number}}}},"bytes":{{{{bytes}}}},"top_logprobs":[]}]}}],"model":"gpt-4o","usage":null{{{{noise}}}}}""";
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];

    // In these parts the template accepts slightly more than JSON allows, such as "-01": no server sends such numbers.
    private static bool IsInNumberOrBytes(ReadOnlySpan<byte> data, int at) =>
        at >= data.IndexOf("\"logprob\":"u8) && at < data.IndexOf("\"top_logprobs\""u8);

    private static string Read(ChatChunkParser parser, string chunk) => Read(parser, Encoding.UTF8.GetBytes(chunk));

    private static string Read(ChatChunkParser parser, byte[] chunk)
    {
        try
        {
            var update = parser.Parse(chunk);
            var tokens = string.Join(' ', update.Tokens.ToArray().Select(token => $"{token.LogProbability}/{token.Length}"));
            return $"{Encoding.UTF8.GetString(update.Text.Span)}|{tokens}|{update.Model}|{update.FinishReason}|{update.Usage}|{update.RetractedFrom}|{parser.Failure?.Code}";
        }
        catch (ModelException failure)
        {
            return failure.Code.ToString();
        }
    }

    private static string Text(ChatChunkParser parser, string chunk) => Encoding.UTF8.GetString(parser.Parse(Encoding.UTF8.GetBytes(chunk)).Text.Span);
}
