using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IssueAi.Generation;
using IssueAi.Generation.Anthropic;
using IssueAi.Generation.ChatCompletions;
using IssueAi.Generation.Upstream;
using Moq;

namespace IssueAi.Tests.Generation.Upstream;

/// <summary>
/// Streams with missing properties, nulls, wrong types, random cuts, random ends or damage: the answer is correct or
/// fails with a code; no other exception, hang or false end occurs.
/// </summary>
public sealed class RandomStreamTests
{
    private const int Rounds = 1500;
    private const int Seed = 20261125;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly string[] Words = ["Hello", " world", " \"quoted\"\n", " 課題", " 📚", " é", "\\", "}", ""];
    private static readonly string[] Values = ["null", "0", "-1", "1.5", "true", "\"\"", "\"x\"", "[]", "[null]", "{}", "{\"a\":[1]}"];

    // The optional properties of a chunk, its choice and its delta.
    private static readonly string[] OfChunk = ["id", "object", "created", "model", "system_fingerprint", "service_tier", "usage", "obfuscation"];
    private static readonly string[] OfChoice = ["index", "logprobs", "content_filter_results", "content_filter_offsets"];
    private static readonly string[] OfDelta = ["role", "tool_calls", "function_call", "annotations", "audio"];

    private static readonly string[] OfEvent = ["index", "message_id", "usage"];

    [Fact]
    public async Task Chat_WithOddParts_IsRight()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var answer = Chat(random);
            var read = await ReadAsync(new ChatChunkParser(), Cut(random, Encode(random, answer.Events)));

            Assert.Equal((answer.Text, FinishReasons.Stop, null), (read.Text, read.FinishReason, read.Failure));
            Assert.True(read.Usage is null or { PromptTokens: null or 10, CompletionTokens: null or 5 }, $"The counts were {read.Usage}.");
        }
    }

    [Fact]
    public async Task Messages_WithOddParts_AreRight()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var answer = Messages(random);
            var read = await ReadAsync(new AnthropicEventParser(), Cut(random, Encode(random, answer.Events)));

            Assert.Equal((answer.Text, FinishReasons.Stop, null), (read.Text, read.FinishReason, read.Failure));
            Assert.True(read.Usage is null or { PromptTokens: null or 10, CompletionTokens: null or 5 }, $"The counts were {read.Usage}.");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnyStream_BrokenOffAnywhere_IsWholeOnlyAfterItsFinish(bool isChat)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var answer = isChat ? Chat(random) : Messages(random);
            var bytes = Encode(random, answer.Events);
            var end = random.Next(bytes.Length);
            var read = await ReadAsync(CreateParser(isChat), Cut(random, bytes[..end]), isReset: random.Next(2) == 0);

            Assert.StartsWith(read.Text.TrimEnd('\ufffd'), answer.Text, StringComparison.Ordinal);
            if (read.FinishReason is not null) Assert.Equal((answer.Text, null), (read.Text, read.Failure));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnyStream_Damaged_EndsOrFailsWithACode(bool isChat)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Encode(random, (isChat ? Chat(random) : Messages(random)).Events);
            for (var damage = random.Next(1, 4); damage > 0; damage--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            // Any other exception fails the test.
            var read = await ReadAsync(CreateParser(isChat), Cut(random, bytes), isReset: random.Next(4) == 0);
            if (read.Failure is not null) Assert.Null(read.FinishReason);
        }
    }

    private static IStreamParser CreateParser(bool isChat) => isChat ? new ChatChunkParser() : new AnthropicEventParser();

    private static (string Text, List<string> Events) Chat(Random random)
    {
        var words = Pick(random);
        var events = new List<string> { Chunk(random, new JsonObject { ["content"] = "" }, null) };
        foreach (var word in words)
        {
            if (random.Next(5) == 0) events.Add(Chunk(random, new JsonObject { ["content"] = null, ["reasoning_content"] = "hmm" }, null));
            JsonNode content = random.Next(4) == 0 ? new JsonArray(new JsonObject { ["type"] = "text", ["text"] = word }) : word;
            events.Add(Chunk(random, new JsonObject { ["content"] = content }, random.Next(3) == 0 ? "" : null));
        }

        events.Add(Chunk(random, [], "stop"));
        events.Add("""{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5}}""");
        if (random.Next(2) == 0) events.Add("[DONE]");
        return (string.Concat(words), events);
    }

    private static string Chunk(Random random, JsonObject delta, string? finishReason)
    {
        Spoil(random, delta, OfDelta);
        var choice = new JsonObject { ["delta"] = delta, ["finish_reason"] = finishReason };
        Spoil(random, choice, OfChoice);
        var chunk = new JsonObject { ["choices"] = new JsonArray(choice) };
        Spoil(random, chunk, OfChunk);
        if (random.Next(6) == 0) chunk["error"] = null;
        return chunk.ToJsonString();
    }

    private static (string Text, List<string> Events) Messages(Random random)
    {
        var words = Pick(random);
        var events = new List<string> { Event(random, """{"type":"message_start","message":{"model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}}""") };
        events.Add(Event(random, """{"type":"content_block_start","content_block":{"type":"text","text":""}}"""));
        foreach (var word in words)
        {
            if (random.Next(5) == 0) events.Add("""{"type":"ping"}""");
            events.Add(Event(random, JsonSerializer.Serialize(new { type = "content_block_delta", delta = new { type = "text_delta", text = word } })));
        }

        events.Add(Event(random, """{"type":"content_block_stop"}"""));
        events.Add("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}""");
        if (random.Next(2) == 0) events.Add("""{"type":"message_stop"}""");
        return (string.Concat(words), events);
    }

    private static string Event(Random random, string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        if (!node.ContainsKey("usage")) Spoil(random, node, OfEvent);
        return node.ToJsonString();
    }

    private static List<string> Pick(Random random) => [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Words[random.Next(Words.Length)]), "."];

    private static void Spoil(Random random, JsonObject node, string[] names)
    {
        foreach (var name in names)
        {
            if (random.Next(3) == 0) node.Insert(random.Next(node.Count + 1), name, JsonNode.Parse(Values[random.Next(Values.Length)]));
        }
    }

    // Adds the allowed lines between events, with either line end.
    private static byte[] Encode(Random random, List<string> events)
    {
        var text = new StringBuilder();
        var lineEnd = random.Next(3) == 0 ? "\r\n" : "\n";
        foreach (var data in events)
        {
            if (random.Next(6) == 0) text.Append(": keep-alive").Append(lineEnd).Append(lineEnd);
            if (random.Next(6) == 0) text.Append("data:").Append(random.Next(2) == 0 ? " " : "").Append(lineEnd).Append(lineEnd);
            text.Append(random.Next(2) == 0 ? "data: " : "data:").Append(data).Append(lineEnd).Append(lineEnd);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<byte[]> Cut(Random random, byte[] bytes)
    {
        var pieces = new List<byte[]>();
        for (int at = 0, length; at < bytes.Length; at += length)
        {
            length = Math.Min(random.Next(1, random.Next(2) == 0 ? 4 : 400), bytes.Length - at);
            pieces.Add(bytes[at..(at + length)]);
        }

        return pieces;
    }

    private static async Task<(string Text, string? FinishReason, TokenUsage? Usage, ErrorCode? Failure)> ReadAsync(IStreamParser parser, List<byte[]> pieces, bool isReset = false)
    {
        var call = new Mock<IUpstreamCall>();
        call.Setup(upstream => upstream.CreateParser()).Returns(parser);
        call.Setup(upstream => upstream.SendAsync(It.IsAny<CancellationToken>())).ReturnsAsync(new UpstreamAnswer(new PiecesStream(pieces, isReset), Mock.Of<IDisposable>()));
        var json = new StringBuilder();
        string? finishReason = null;
        TokenUsage? usage = null;
        try
        {
            await using var updates = new ModelStream(call.Object, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
            while (await updates.MoveNextAsync().AsTask().WaitAsync(Limit))
            {
                json.Append(Encoding.UTF8.GetString(updates.Current.Text.Span));
                finishReason ??= updates.Current.FinishReason;
                usage = updates.Current.Usage ?? usage;
            }
        }
        catch (ModelException failure)
        {
            return (Unescape(json), finishReason, usage, failure.Code);
        }

        return (Unescape(json), finishReason, usage, null);
    }

    private static string Unescape(StringBuilder json) => JsonSerializer.Deserialize<string>($"\"{json}\"")!;
}
