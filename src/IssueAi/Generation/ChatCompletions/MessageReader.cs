using System.Text.Json;
using IssueAi.Generation.Upstream;
using IssueAi.Text;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>Reads the model's message: a piece of it, or all.</summary>
internal sealed class MessageReader(EscapedTextBuffer text, ChunkTemplate template)
{
    /// <summary>Gets a value indicating whether the model refuses to answer.</summary>
    public bool Refuses { get; private set; }

    /// <summary>Gets how many bytes of thoughts came.</summary>
    public int ReasoningLength { get; private set; }

    /// <summary>Forgets the last chunk's, and its text.</summary>
    public void Clear()
    {
        text.Clear();
        Refuses = false;
        ReasoningLength = 0;
    }

    /// <summary>Reads the message that is a property's value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read(ref Utf8JsonReader json)
    {
        if (!json.TryEnter(JsonTokenType.StartObject)) return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8)) ReadContent(ref json);
            else if (json.ValueTextEquals("refusal"u8)) Refuses |= json.ReadLength() > 0;
            else if (json.ValueTextEquals("reasoning_content"u8) || json.ValueTextEquals("reasoning"u8)) ReasoningLength += json.ReadLength();
            else json.SkipValue();
        }

        return true;
    }

    private void ReadContent(ref Utf8JsonReader json)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                template.NoteString(ref json, ChunkTemplate.GapKind.Text);
                text.Append(json.ValueSpan);
                break;
            case JsonTokenType.StartArray:
                while (json.Read() && json.TokenType != JsonTokenType.EndArray) ReadPart(ref json);
                break;
            case JsonTokenType.StartObject:
                ReadPart(ref json);
                break;
            case JsonTokenType.Null:
                break;
            default:
                throw new JsonException("The content isn't text.");
        }
    }

    private void ReadPart(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                text.Append(json.ValueSpan);
                break;
            case JsonTokenType.StartObject:
                ReadTypedPart(ref json);
                break;
            case JsonTokenType.Null:
                break;
            default:
                throw new JsonException("A part of the content isn't text.");
        }
    }

    private void ReadTypedPart(ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> type = default, words = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8)) type = ReadString(ref json, isNeeded: false);
            else if (json.ValueTextEquals("text"u8)) words = ReadString(ref json, isNeeded: true);
            else if (json.ValueTextEquals("refusal"u8)) Refuses |= json.ReadLength() > 0;
            else if (json.ValueTextEquals("thinking"u8) || json.ValueTextEquals("reasoning"u8)) ReasoningLength += SkipThoughts(ref json);
            else json.SkipValue();
        }

        // Thoughts and references come as parts, too.
        if (type.IsEmpty || type.SequenceEqual("text"u8) || type.SequenceEqual("output_text"u8)) text.Append(words);
        else ReasoningLength += words.Length;
    }

    private static ReadOnlySpan<byte> ReadString(scoped ref Utf8JsonReader json, bool isNeeded)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.ValueSpan;
        if (isNeeded && json.TokenType != JsonTokenType.Null) throw new JsonException("The text of a part isn't a string.");
        json.Skip();
        return default;
    }

    private static int SkipThoughts(ref Utf8JsonReader json)
    {
        var start = json.BytesConsumed;
        json.SkipValue();
        return (int)(json.BytesConsumed - start);
    }
}
