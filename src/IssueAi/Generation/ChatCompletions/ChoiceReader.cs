using System.Text.Json;
using IssueAi.Generation.Upstream;
using IssueAi.Text;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>Reads the choice of a chunk: requests ask for one.</summary>
internal sealed class ChoiceReader(EscapedTextBuffer text, TokenProbabilityBuffer tokens, ChunkTemplate template)
{
    private readonly MessageReader _message = new(text, template);
    private readonly LogProbabilityReader _probabilities = new(tokens, template);
    private bool _hasText;

    /// <summary>Gets why the model stopped; null where it didn't say so.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>Gets which part of the text the content filter speaks of.</summary>
    public (int? Start, int? Check) Offsets { get; private set; }

    /// <summary>Gets the counts that some servers put here; null where there are none.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Gets the error that some servers put here; null where there is none.</summary>
    public UpstreamError? Error { get; private set; }

    public bool Refuses => _message.Refuses;

    public int ReasoningLength => _message.ReasoningLength;

    /// <summary>Gets a value indicating whether the choice said no more than text and its probabilities.</summary>
    public bool IsNothingButText =>
        FinishReason is null && Offsets is (null, null) && Usage is null && Error is null && !Refuses && ReasoningLength == 0;

    /// <summary>Forgets the last chunk's.</summary>
    public void Clear()
    {
        FinishReason = null;
        Offsets = default;
        Usage = null;
        Error = null;
        _message.Clear();
    }

    /// <summary>Reads the first of the choices.</summary>
    /// <returns>Whether there is one.</returns>
    public bool ReadFirst(ref Utf8JsonReader json)
    {
        if (!json.TryEnter(JsonTokenType.StartArray)) return false;

        var isRead = false;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null)) throw new JsonException("A choice is no object.");
            if (isRead || json.TokenType == JsonTokenType.Null) json.Skip();
            else
            {
                Read(ref json);
                isRead = true;
            }
        }

        return isRead;
    }

    private void Read(ref Utf8JsonReader json)
    {
        Utf8JsonReader message = default;
        bool hasMessage = false, hasDelta = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("delta"u8)) hasDelta |= _message.Read(ref json);
            else if (json.ValueTextEquals("message"u8))
            {
                message = json;
                hasMessage = true;
                json.SkipValue();
            }
            else if (json.ValueTextEquals("logprobs"u8)) _probabilities.Read(ref json);
            else if (json.ValueTextEquals("finish_reason"u8)) FinishReason = ReadFinishReason(ref json);
            else if (json.ValueTextEquals("content_filter_offsets"u8)) Offsets = FilterOffsets.Read(ref json);
            else if (json.ValueTextEquals("usage"u8)) Usage = UsageReader.Read(ref json);
            else if (json.ValueTextEquals("error"u8)) ReadError(ref json);
            else json.SkipValue();
        }

        // Beside deltas some servers repeat the whole message so far.
        if (hasMessage && !hasDelta && !_hasText) _message.Read(ref message);
        _hasText |= text.Taken.Length > 0;
    }

    private void ReadError(ref Utf8JsonReader json)
    {
        var value = json;
        if (!ErrorReader.IsError(ref json)) return;

        value.Read();
        Error = UpstreamError.Read(JsonElement.ParseValue(ref value));
    }

    private static string? ReadFinishReason(ref Utf8JsonReader json)
    {
        json.Read();

        // Some servers write an empty text, or the word null, until the end.
        if (json.TokenType != JsonTokenType.String || json.ValueSpan.IsEmpty || json.ValueTextEquals("null"u8))
        {
            json.Skip();
            return null;
        }

        if (json.ValueTextEquals("stop"u8)) return FinishReasons.Stop;
        if (json.ValueTextEquals("length"u8)) return FinishReasons.Length;
        return json.ValueTextEquals("refusal"u8) ? FinishReasons.ContentFilter : json.GetString();
    }
}
