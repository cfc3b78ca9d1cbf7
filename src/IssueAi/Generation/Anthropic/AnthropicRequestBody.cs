using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IssueAi.Generation.Anthropic;

/// <summary>Writes the body of a streamed messages request.</summary>
internal sealed class AnthropicRequestBody(OutputLimits limits, string model)
{
    private static readonly JsonWriterOptions ReadableJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the parameters to try: all that the settings ask for.</summary>
    public RequestParameters Wanted => limits.AsksForReasoning ? RequestParameters.Thinking : RequestParameters.None;

    /// <summary>Writes a body.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="parameters">The parameters to send.</param>
    public BinaryData Write(ModelPrompt prompt, RequestParameters parameters)
    {
        var thoughts = parameters.HasFlag(RequestParameters.Thinking) ? limits.ThinkingBudget : 0;
        var buffer = new ArrayBufferWriter<byte>(prompt.System.Length + prompt.User.Length + 512);
        using (var json = new Utf8JsonWriter(buffer, ReadableJson))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, model);
            json.WriteNumber("max_tokens"u8, (long)limits.OfText(prompt) + thoughts);
            json.WriteString("system"u8, prompt.System);
            json.WriteStartArray("messages"u8);
            json.WriteStartObject();
            json.WriteString("role"u8, "user"u8);
            json.WriteString("content"u8, prompt.User);
            json.WriteEndObject();
            json.WriteEndArray();
            if (thoughts > 0) WriteThinking(json, thoughts);
            json.WriteBoolean("stream"u8, true);
            json.WriteEndObject();
        }

        return new BinaryData(buffer.WrittenMemory);
    }

    private static void WriteThinking(Utf8JsonWriter json, long budget)
    {
        json.WriteStartObject("thinking"u8);
        json.WriteString("type"u8, "enabled"u8);
        json.WriteNumber("budget_tokens"u8, budget);
        json.WriteEndObject();
    }
}
