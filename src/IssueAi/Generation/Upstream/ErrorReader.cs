using System.Text.Json;

namespace IssueAi.Generation.Upstream;

/// <summary>Distinguishes errors from other values of that name.</summary>
internal static class ErrorReader
{
    /// <summary>Tells whether the value of <c>error</c> is one: many servers write null, false or nothing where there is none.</summary>
    public static bool IsError(ref Utf8JsonReader json)
    {
        json.Read();
        var isError = json.TokenType switch
        {
            JsonTokenType.StartObject or JsonTokenType.True => true,
            JsonTokenType.String => json.ValueSpan.Length > 0,
            JsonTokenType.Number => !json.TryGetInt64(out var number) || number != 0,
            _ => false,
        };
        json.Skip();
        return isError;
    }

    /// <summary>Tells whether the value of <c>object</c> says that this is an error, as vLLM writes one.</summary>
    public static bool IsNamedError(ref Utf8JsonReader json)
    {
        json.Read();
        var isError = json.TokenType == JsonTokenType.String && json.ValueTextEquals("error"u8);
        json.Skip();
        return isError;
    }
}
