using System.Text.Json;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>Reads the log-probabilities of the tokens. They are optional, so values of another shape are ignored.</summary>
internal sealed class LogProbabilityReader(TokenProbabilityBuffer tokens, ChunkTemplate template)
{
    public void Read(ref Utf8JsonReader json)
    {
        if (!json.TryEnterOrSkip(JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8)) ReadTokens(ref json);
            else json.SkipValue();
        }
    }

    private void ReadTokens(ref Utf8JsonReader json)
    {
        if (!json.TryEnterOrSkip(JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) tokens.Add(ReadToken(ref json));
            else json.Skip();
        }
    }

    private TokenProbability ReadToken(ref Utf8JsonReader json)
    {
        var length = 0;
        var logProbability = double.NaN;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("token"u8)) length = ReadLength(ref json);
            else if (json.ValueTextEquals("logprob"u8)) logProbability = ReadLogProbability(ref json);
            else if (json.ValueTextEquals("bytes"u8)) SkipBytes(ref json);
            else json.SkipValue();
        }

        return TokenProbability.Create(logProbability, length);
    }

    // As long as in the content, where the same server wrote the same text.
    private int ReadLength(ref Utf8JsonReader json)
    {
        json.Read();
        template.NoteString(ref json, ChunkTemplate.GapKind.Token);
        var length = json.TokenType == JsonTokenType.String ? json.ValueSpan.Length : 0;
        json.Skip();
        return length;
    }

    private double ReadLogProbability(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number) template.Note(ChunkTemplate.GapKind.LogProbability, json.TokenStartIndex, json.ValueSpan.Length);
        var number = json.TokenType == JsonTokenType.Number ? json.GetDouble() : double.NaN;
        json.Skip();
        return number;
    }

    private void SkipBytes(ref Utf8JsonReader json)
    {
        json.Read();
        var start = json.TokenStartIndex + 1;
        var isList = json.TokenType == JsonTokenType.StartArray;
        json.Skip();
        if (isList) template.Note(ChunkTemplate.GapKind.Bytes, start, (int)(json.TokenStartIndex - start));
    }
}
