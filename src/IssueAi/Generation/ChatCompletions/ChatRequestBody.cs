using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>Writes the body of a streamed chat completions request.</summary>
/// <param name="limits">How long an answer may be.</param>
/// <param name="model">The model's name; null where the address has it.</param>
/// <param name="writeUser">Writes the user's message as the service wants it; null takes it as it is.</param>
internal sealed class ChatRequestBody(OutputLimits limits, string? model, Func<ModelPrompt, string>? writeUser = null)
{
    private static readonly JsonWriterOptions ReadableJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the parameters to try: all that the settings and the prompt ask for.</summary>
    public RequestParameters WantedFor(ModelPrompt prompt) =>
        RequestParameters.StreamOptions
        | RequestParameters.MaxCompletionTokens
        | (prompt.WantsLogProbabilities ? RequestParameters.LogProbabilities : RequestParameters.None)
        | (limits.ReasoningEffort is null ? RequestParameters.None : RequestParameters.ReasoningEffort);

    /// <summary>Writes a body.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="parameters">The parameters to send.</param>
    /// <param name="reasons">Whether the model is known to think before it answers.</param>
    public BinaryData Write(ModelPrompt prompt, RequestParameters parameters, bool reasons)
    {
        var user = writeUser?.Invoke(prompt) ?? prompt.User;
        var buffer = new ArrayBufferWriter<byte>(prompt.System.Length + user.Length + 512);
        using (var json = new Utf8JsonWriter(buffer, ReadableJson))
        {
            json.WriteStartObject();
            json.WriteStartArray("messages"u8);
            WriteMessage(json, "system"u8, prompt.System);
            WriteMessage(json, "user"u8, user);
            json.WriteEndArray();
            if (model is not null) json.WriteString("model"u8, model);
            WriteParameters(json, parameters, limits.Of(prompt, reasons));
            json.WriteBoolean("stream"u8, true);
            json.WriteEndObject();
        }

        // The SDK keeps the body for as long as the stream runs, and the writer asked for room three times as large.
        return new BinaryData(buffer.WrittenSpan.ToArray());
    }

    private void WriteParameters(Utf8JsonWriter json, RequestParameters parameters, int limit)
    {
        if (parameters.HasFlag(RequestParameters.LogProbabilities)) json.WriteBoolean("logprobs"u8, true);
        if (parameters.HasFlag(RequestParameters.ReasoningEffort)) json.WriteString("reasoning_effort"u8, limits.ReasoningEffort);
        if (parameters.HasFlag(RequestParameters.MaxCompletionTokens)) json.WriteNumber("max_completion_tokens"u8, limit);
        if (parameters.HasFlag(RequestParameters.MaxTokens)) json.WriteNumber("max_tokens"u8, limit);
        if (!parameters.HasFlag(RequestParameters.StreamOptions)) return;

        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<byte> role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }
}
