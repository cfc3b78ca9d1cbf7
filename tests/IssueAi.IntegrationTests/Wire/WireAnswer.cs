using System.Text.Json;
using IssueAi.IntegrationTests.Responses;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>The product's response to a scripted answer, and its response to the same request again.</summary>
internal sealed record WireAnswer(IReadOnlyList<JsonElement> First, IReadOnlyList<JsonElement> Again, int FirstCalls, int AllCalls, string State)
{
    /// <summary>Sends the same request to the product twice.</summary>
    public static async Task<WireAnswer> AskAsync(Product product, WireServer server, WireScript script)
    {
        server.Script = script;
        server.Calls.Clear();
        var description = $"Any issue {Guid.NewGuid()}.";

        var first = await StreamAsync(product, description);
        var calls = server.Calls.Count;
        var again = await StreamAsync(product, description);

        var responseId = first[^1].TypeOf() == "error" ? first[^1].GetProperty("responseId").GetString()! : first.ResponseId();
        using var stored = JsonDocument.Parse(await product.Client.GetStringAsync($"api/ai/responses/{responseId}"));
        return new(first, again, calls, server.Calls.Count, stored.RootElement.GetProperty("state").GetString()!);
    }

    /// <summary>Asserts that the response is complete and that the second one came from the cache; returns its metadata.</summary>
    public JsonElement AssertWhole(string text, string finishReason = "stop")
    {
        Assert.Equal(text, First.Text());
        Assert.Single(First, frame => frame.TypeOf() == "confidence");
        Assert.DoesNotContain(First, frame => frame.TypeOf() == "error");
        Assert.Equal(finishReason, First.Metadata().GetProperty("finishReason").GetString());
        Assert.Equal("completed", State);
        Assert.True(Again.IsCached());
        Assert.Equal(text, Again.Text());
        Assert.Equal(FirstCalls, AllCalls);
        return First.Metadata();
    }

    /// <summary>Asserts that the response failed and that the second request called the model again.</summary>
    public void AssertFailed(string text, string code, bool retryable)
    {
        Assert.Equal(text, First.Text());
        var error = Assert.Single(First, frame => frame.TypeOf() == "error");
        Assert.Equal(First[^1].GetRawText(), error.GetRawText());
        Assert.Equal((code, retryable), (error.GetProperty("code").GetString(), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal(retryable, error.TryGetProperty("retryAfterSeconds", out _));
        Assert.Equal("failed", State);
        Assert.Equal("error", Again[^1].TypeOf());
        Assert.True(AllCalls > FirstCalls, "The model wasn't called again.");
    }

    private static async Task<IReadOnlyList<JsonElement>> StreamAsync(Product product, string description)
    {
        using var response = await product.PostAsync(description);
        return await FrameReader.ReadAllAsync(response);
    }
}
