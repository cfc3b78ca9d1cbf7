using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Writes the body of a streamed chat completions request.</summary>
internal sealed class ChatRequestBody(IOptions<GenerationOptions> options)
{
    private static readonly JsonWriterOptions ReadableJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a body.</summary>
    /// <param name="prompt">What the model is asked.</param>
    /// <param name="logProbabilities">Whether to ask for the tokens' log-probabilities.</param>
    public BinaryData Write(ModelPrompt prompt, bool logProbabilities)
    {
        var buffer = new ArrayBufferWriter<byte>(prompt.System.Length + prompt.User.Length + 512);
        using (var json = new Utf8JsonWriter(buffer, ReadableJson))
        {
            json.WriteStartObject();
            json.WriteStartArray("messages"u8);
            WriteMessage(json, "system"u8, prompt.System);
            WriteMessage(json, "user"u8, prompt.User);
            json.WriteEndArray();
            if (logProbabilities) json.WriteBoolean("logprobs"u8, true);
            json.WriteNumber("max_completion_tokens"u8, prompt.MaxOutputTokens ?? options.Value.MaxOutputTokens);
            json.WriteBoolean("stream"u8, true);
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        // The SDK keeps the body for as long as the stream runs, and the writer asked for room three times as large.
        return new BinaryData(buffer.WrittenSpan.ToArray());
    }

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<byte> role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }
}
