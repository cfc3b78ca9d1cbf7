using System.Text;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

/// <summary>Writes a model's stream by hand, in forms that the simulator's writer never sends.</summary>
internal static class ModelWire
{
    public const string Done = "data: [DONE]\n\n";

    /// <summary>An event of one chunk with a piece of text and only the escapes that JSON requires: emoji stay as they are.</summary>
    public static string Text(string text) => EscapedText(text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal));

    /// <summary>An event of one chunk with a piece of escaped text.</summary>
    public static string EscapedText(string escaped) => Event($$"""{"choices":[{"index":0,"delta":{"content":"{{escaped}}"},"finish_reason":null}],"model":"m"}""");

    public static string Finish(string reason = "stop") => Event($$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}],"model":"m"}""");

    public static string Usage(int prompt, int completion) =>
        Event($$"""{"choices":[],"usage":{"prompt_tokens":{{prompt}},"completion_tokens":{{completion}} } }""");

    public static string Event(string data) => $"data: {data}\n\n";

    /// <summary>A scenario that sends these exact bytes.</summary>
    public static Scenario Raw(string body) => new() { RawBody = Encoding.UTF8.GetBytes(body) };
}
