using System.Text.Json;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.Anthropic;

/// <summary>
/// Reads the events of one streamed message, or a whole one. Each event's content has its own properties, so its type
/// need not be known.
/// </summary>
internal sealed class AnthropicEventParser : StreamParser
{
    private string? _stopReason;
    private string? _modelName;
    private int _reasoningLength;
    private AnthropicCounts _counts;

    protected override ModelUpdate ParseEvent(ReadOnlySpan<byte> data)
    {
        Text.Clear();
        (_stopReason, _modelName, _reasoningLength, _counts) = (null, null, 0, default);

        var json = new Utf8JsonReader(data);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException("The event isn't an object.");
        ReadEvent(ref json, data);
        if (json.TokenType != JsonTokenType.EndObject || json.Read()) throw new JsonException("The event doesn't end as an object.");

        return new ModelUpdate
        {
            Text = Text.Taken,
            Model = _modelName,
            FinishReason = Finish(_stopReason),
            Usage = Count(_counts.ToUsage()),
            ReasoningLength = _reasoningLength,
        };
    }

    private void ReadEvent(ref Utf8JsonReader json, ReadOnlySpan<byte> data)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("delta"u8) || json.ValueTextEquals("content_block"u8)) ReadPiece(ref json);
            else if (json.ValueTextEquals("message"u8)) ReadMessage(ref json);
            else if (json.ValueTextEquals("content"u8)) ReadContent(ref json);
            else if (json.ValueTextEquals("usage"u8)) ReadUsage(ref json, isFinal: true);
            else if (json.ValueTextEquals("model"u8)) _modelName = Name(ref json);
            else if (json.ValueTextEquals("stop_reason"u8)) _stopReason = ReadStopReason(ref json);
            else if (json.ValueTextEquals("type"u8)) ReadType(ref json);
            else if (json.ValueTextEquals("error"u8)) ReadError(ref json, data);
            else json.SkipValue();
        }
    }

    // The first message of a stream is empty, and its output count isn't final.
    private void ReadMessage(ref Utf8JsonReader json)
    {
        if (!json.TryEnterOrSkip(JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("model"u8)) _modelName = Name(ref json);
            else if (json.ValueTextEquals("usage"u8)) ReadUsage(ref json, isFinal: false);
            else if (json.ValueTextEquals("content"u8)) ReadContent(ref json);
            else json.SkipValue();
        }
    }

    private void ReadContent(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) Text.Append(json.ValueSpan);
        else if (json.TokenType == JsonTokenType.StartArray)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType == JsonTokenType.StartObject) ReadProperties(ref json);
                else json.Skip();
            }
        }
        else json.Skip();
    }

    private void ReadPiece(ref Utf8JsonReader json)
    {
        if (json.TryEnter(JsonTokenType.StartObject)) ReadProperties(ref json);
    }

    private void ReadProperties(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("text"u8)) ReadText(ref json);
            else if (json.ValueTextEquals("thinking"u8)) _reasoningLength += json.ReadLength();
            else if (json.ValueTextEquals("stop_reason"u8)) _stopReason = ReadStopReason(ref json);
            else json.SkipValue();
        }
    }

    private void ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) Text.Append(json.ValueSpan);
        else if (json.TokenType != JsonTokenType.Null) throw new JsonException("The text isn't a string.");
    }

    private void ReadUsage(ref Utf8JsonReader json, bool isFinal)
    {
        if (!json.TryEnterOrSkip(JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("input_tokens"u8)) _counts.Input = json.ReadCount();
            else if (json.ValueTextEquals("cache_creation_input_tokens"u8)) _counts.CacheWritten = json.ReadCount();
            else if (json.ValueTextEquals("cache_read_input_tokens"u8)) _counts.CacheRead = json.ReadCount();
            else if (isFinal && json.ValueTextEquals("output_tokens"u8)) _counts.Output = json.ReadCount();
            else json.SkipValue();
        }
    }

    private void ReadType(ref Utf8JsonReader json)
    {
        json.Read();
        IsDone |= json.TokenType == JsonTokenType.String && json.ValueTextEquals("message_stop"u8);
        json.Skip();
    }

    private void ReadError(ref Utf8JsonReader json, ReadOnlySpan<byte> data)
    {
        if (ErrorReader.IsError(ref json)) Fail(UpstreamError.Read(data.ToArray()));
    }

    private static string? ReadStopReason(ref Utf8JsonReader json) => json.ReadText() switch
    {
        "end_turn" or "stop_sequence" => FinishReasons.Stop,
        "max_tokens" or "model_context_window_exceeded" => FinishReasons.Length,
        "refusal" => FinishReasons.ContentFilter,
        "tool_use" => FinishReasons.ToolCalls,
        var other => other,
    };
}
