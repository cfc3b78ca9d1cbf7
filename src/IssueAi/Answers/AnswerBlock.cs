using System.Text.Json;
using IssueAi.Text;

namespace IssueAi.Answers;

/// <summary>The typed block of an answer.</summary>
/// <param name="Result">Its values, repaired where necessary.</param>
/// <param name="Meaning">
/// The values that carry the answer's meaning (such as an estimate's numbers), as ranges of bytes in the
/// whole answer, escaped as it came; in order.
/// </param>
internal sealed record AnswerBlock(JsonElement Result, IReadOnlyList<Range> Meaning)
{
    private static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a block.</summary>
    /// <param name="escaped">The block with its fences, escaped as in a JSON string.</param>
    /// <param name="offset">Its offset in the answer.</param>
    /// <param name="results">Reads its values.</param>
    /// <returns>The block; null where it can't be read or repaired.</returns>
    public static AnswerBlock? Read(ReadOnlySpan<byte> escaped, int offset, IResultReader results)
    {
        var text = new UnescapedText(escaped);
        var start = text.Bytes.IndexOf((byte)'`') + FenceMatcher.Marker.Length;
        try
        {
            var reader = new Utf8JsonReader(text.Bytes[start..], Tolerant);
            using var document = JsonDocument.ParseValue(ref reader);
            return (results.Read(document.RootElement) ?? ReadWrapped(document.RootElement, results)) is { } result
                ? new AnswerBlock(JsonSerializer.SerializeToElement(result, results.ResultType), FindMeaning(text, start, (int)reader.BytesConsumed, offset, results))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Incomplete or invalid JSON, or strings with lone surrogates.
            return null;
        }
    }

    /// <summary>Tells whether a block is complete JSON of another kind: it has none of the expected names.</summary>
    /// <param name="escaped">The block with its fences, escaped as in a JSON string.</param>
    /// <param name="results">Reads the typed block.</param>
    public static bool IsForeign(ReadOnlySpan<byte> escaped, IResultReader results)
    {
        var text = new UnescapedText(escaped);
        var reader = new Utf8JsonReader(text.Bytes[(text.Bytes.IndexOf((byte)'`') + FenceMatcher.Marker.Length)..], Tolerant);
        var hasNames = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && reader.CurrentDepth == 0) return hasNames;
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                if (reader.GetString() is { } name && (results.Names.Contains(name) || results.MeaningfulNames.Contains(name))) return false;
                hasNames = true;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Invalid or incomplete JSON: its purpose is unknown.
        }

        return false;
    }

    // Some models wrap the values in another object: {"estimate":{"points":5}}.
    private static object? ReadWrapped(JsonElement written, IResultReader results) =>
        written.ValueKind == JsonValueKind.Object && written.EnumerateObject().Take(2).ToList() is [{ Value: { ValueKind: JsonValueKind.Object } value }]
            ? results.Read(value)
            : null;

    private static List<Range> FindMeaning(UnescapedText text, int start, int length, int offset, IResultReader results)
    {
        var found = new List<Range>();
        var isWanted = false;
        var reader = new Utf8JsonReader(text.Bytes.Slice(start, length), Tolerant);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName) isWanted = results.MeaningfulNames.Contains(reader.GetString()!);
            if (!isWanted || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) continue;

            var quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
            var from = start + (int)reader.TokenStartIndex + quote;
            var to = start + (int)reader.BytesConsumed - quote;
            if (to > from) found.Add((offset + text.OriginOf(from))..(offset + text.OriginOf(to)));
        }

        return found;
    }
}
