using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>The parts of a chat completion request that the simulator uses.</summary>
internal sealed record ChatRequest(
    IReadOnlyList<ChatMessage> Messages,
    bool Stream,
    bool IncludeUsage,
    bool LogProbabilities,
    int TopLogProbabilities,
    int? MaxTokens,
    string? Model)
{
    public string SystemMessage =>
        string.Join('\n', Messages.Where(message => message.Role is "system" or "developer").Select(message => message.Content));

    public string UserMessage => Messages.LastOrDefault(message => message.Role is "user")?.Content ?? "";

    public static bool TryRead(JsonElement body, [NotNullWhen(true)] out ChatRequest? request)
    {
        try
        {
            request = Read(body);
            return request.Messages.Count > 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // JsonElement's way of saying that a value is of another type than asked for.
            request = null;
            return false;
        }
    }

    private static ChatRequest Read(JsonElement body) => new(
        [.. ReadMessages(body)],
        IsTrue(body, "stream"),
        body.TryGetProperty("stream_options", out var options) && options.ValueKind is JsonValueKind.Object && IsTrue(options, "include_usage"),
        IsTrue(body, "logprobs"),
        ReadInteger(body, "top_logprobs") ?? 0,
        ReadInteger(body, "max_completion_tokens") ?? ReadInteger(body, "max_tokens"),
        body.TryGetProperty("model", out var model) && model.ValueKind is not JsonValueKind.Null ? model.GetString() : null);

    private static IEnumerable<ChatMessage> ReadMessages(JsonElement body) =>
        body.TryGetProperty("messages", out var messages) ? messages.EnumerateArray().Select(ChatMessage.Read) : [];

    private static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null && value.GetBoolean();

    private static int? ReadInteger(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value.GetInt32() : null;
}
