using System.Text.Json;

namespace IssueAi.IntegrationTests.Wire;

public sealed class ReasoningTests(OpenAIWire wire) : IClassFixture<OpenAIWire>
{
    private const string Refuses =
        """
        : <<a request with reasoning_effort>>
        : <<status 400>>
        : <<header Content-Type: application/json>>
        {"error":{"message":"Unsupported value: 'reasoning_effort' does not support 'minimal' with this model.","type":"invalid_request_error","param":"reasoning_effort","code":"unsupported_value"}}
        : <<any other request>>

        """;

    private const string Answer =
        """
        data: {"choices":[{"delta":{"content":"Hello world"},"finish_reason":null}],"model":"wire-1"}

        data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":500,"prompt_tokens_details":{"cached_tokens":400},"completion_tokens_details":{"reasoning_tokens":300}}}

        data: [DONE]


        """;

    [Theory]
    [InlineData("none", 2048)]
    [InlineData("High", 2048 + 4096)]
    public async Task Effort_Is_Passed_On_And_Thoughts_Have_Room_Of_Their_Own(string effort, int limit)
    {
        await using var product = await wire.StartAsync(("Generation:ReasoningEffort", effort));

        await WireAnswer.AskAsync(product, wire.Server, new WireScript(Answer));

        Assert.True(wire.Server.Calls.TryDequeue(out var call));
        Assert.Equal(effort.ToLowerInvariant(), call.GetProperty("reasoning_effort").GetString());
        Assert.Equal(limit, call.GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Effort_That_Is_Refused_Is_Given_Up_And_Remembered()
    {
        await using var product = await wire.StartAsync(("Generation:ReasoningEffort", "minimal"));

        var first = await WireAnswer.AskAsync(product, wire.Server, new WireScript(Refuses + Answer));
        var second = await WireAnswer.AskAsync(product, wire.Server, new WireScript(Refuses + Answer));

        first.AssertWhole("Hello world");
        Assert.Equal((2, 1), (first.AllCalls, second.AllCalls));
    }

    [Fact]
    public async Task A_Model_That_Tells_Of_Its_Thoughts_Has_Room_For_Them_From_Then_On()
    {
        await using var product = await wire.StartAsync(("Generation:MaxReasoningTokens", "1000"));

        await WireAnswer.AskAsync(product, wire.Server, new WireScript(Answer));
        var first = LimitOf(wire.Server.Calls.Single());
        await WireAnswer.AskAsync(product, wire.Server, new WireScript(Answer));

        Assert.Equal((2048, 3048), (first, LimitOf(wire.Server.Calls.Single())));
    }

    [Fact]
    public async Task Metadata_Tells_What_Was_Cached_What_Was_Thought_And_What_It_Cost()
    {
        await using var product = await wire.StartAsync(
            ("Prices:Input", "2.50"), ("Prices:CachedInput", "1.25"), ("Prices:Output", "10"), ("Prices:Currency", "USD"), ("Confidence:SelfAssessment", "false"));

        var frames = await AskAsync(product);

        Assert.Equal((400, 300, 0.007m, "USD"), (Count(frames, "cachedTokens"), Count(frames, "reasoningTokens"), frames.GetProperty("cost").GetDecimal(), frames.GetProperty("currency").GetString()));
    }

    [Fact]
    public async Task Without_Prices_Nothing_Is_Said_Of_Costs()
    {
        var metadata = await AskAsync(wire.Product);

        Assert.False(metadata.TryGetProperty("cost", out _));
        Assert.False(metadata.TryGetProperty("currency", out _));
    }

    private static int LimitOf(JsonElement call) => call.GetProperty("max_completion_tokens").GetInt32();

    private static int Count(JsonElement metadata, string name) => metadata.GetProperty(name).GetInt32();

    private async Task<JsonElement> AskAsync(Product product)
    {
        wire.Server.Script = new WireScript(Answer);
        using var response = await product.PostAsync($"Any issue {Guid.NewGuid()}.");
        return (await FrameReader.ReadAllAsync(response))[^1].GetProperty("value");
    }
}
