using System.Text.Json;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>One message of a chat, with its text parts joined and all other parts left out.</summary>
internal sealed record ChatMessage(string Role, string Content)
{
    public static ChatMessage Read(JsonElement message) =>
        new(
            message.TryGetProperty("role", out var role) ? role.GetString() ?? "" : "",
            message.TryGetProperty("content", out var content) ? ReadContent(content) : "");

    private static string ReadContent(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(ReadPart)),
        _ => "",
    };

    private static string ReadPart(JsonElement part) =>
        part.ValueKind is JsonValueKind.Object && part.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
}
