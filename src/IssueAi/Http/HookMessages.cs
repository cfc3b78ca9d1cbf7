using System.Text.Json;

namespace IssueAi.Http;

/// <summary>
/// The messages in a request of the Vercel AI SDK's hooks: <c>useChat</c> sends its whole conversation and the
/// trigger, <c>useCompletion</c> a prompt.
/// </summary>
/// <param name="IsChat">Whether the request is <c>useChat</c>'s.</param>
/// <param name="IsRegenerate">Whether the user asked for a new version.</param>
/// <param name="First">The user's first message; null for none.</param>
/// <param name="Later">The user's last message, if it isn't the first; null if there is no further message.</param>
internal sealed record HookMessages(bool IsChat, bool IsRegenerate, string? First, string? Later)
{
    private const string MessagesName = "messages";
    private const string PromptName = "prompt";

    /// <summary>Gets the property that holds the user's words, for errors.</summary>
    public string Source => IsChat ? MessagesName : PromptName;

    /// <summary>Reads them; a request of another client has none.</summary>
    public static HookMessages Read(PropertyReader properties)
    {
        var messages = properties.Find(MessagesName) is { ValueKind: JsonValueKind.Array } list ? list : default(JsonElement?);
        var trigger = properties.Find("trigger") is { ValueKind: JsonValueKind.String } text ? text : default(JsonElement?);
        var none = new HookMessages(IsChat: messages is not null || trigger is not null, IsRegenerate: false, First: null, Later: null);
        try
        {
            if (!none.IsChat) return none with { First = TextOf(properties.Find(PromptName)) };

            List<string> turns = messages is { } found ? [.. found.EnumerateArray().Where(IsOfUser).Select(ReadText)] : [];
            return new(IsChat: true, TextOf(trigger) == "regenerate-message", turns.FirstOrDefault(), turns.Count > 1 ? turns[^1] : null);
        }
        catch (InvalidOperationException)
        {
            properties.Errors[none.Source] = [PropertyReader.HalfPair];
            return none;
        }
    }

    private static bool IsOfUser(JsonElement message) => message.ValueKind == JsonValueKind.Object && TextOf(message, "role") == "user";

    // A message may hold files and data beside its text, which say nothing to the model.
    private static string ReadText(JsonElement message) => message.TryGetProperty("parts", out var parts) && parts.ValueKind == JsonValueKind.Array
        ? string.Join('\n', parts.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object && TextOf(part, "type") == "text").Select(part => TextOf(part, "text")))
        : string.Empty;

    private static string? TextOf(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? TextOf(value) : null;

    private static string? TextOf(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
