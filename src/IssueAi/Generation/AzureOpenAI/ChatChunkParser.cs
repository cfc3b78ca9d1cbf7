using System.Text.Json;
using IssueAi.Generation.Upstream;
using IssueAi.Text;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>
/// Reads the chunks of one streamed chat completion. Text is copied as it stands between its quotes, escapes included,
/// since it goes out the same way.
/// </summary>
internal sealed class ChatChunkParser
{
    private readonly EscapedTextBuffer _text = new();
    private readonly TokenProbabilityBuffer _tokens = new();
    private readonly ChunkShape _shape = new();
    private string? _model;
    private int? _answerOffset;

    /// <summary>Gets a value indicating whether the model said that nothing follows.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Gets a value indicating whether a finish reason came.</summary>
    public bool HasFinished { get; private set; }

    /// <summary>Takes what is left of a character whose second half never came.</summary>
    public ReadOnlyMemory<byte> TakeCarry() => _text.TakeCarry();

    /// <summary>Reads one event. The result is valid until the next call.</summary>
    /// <exception cref="ModelException">The event is no chunk, or tells of an error.</exception>
    public ModelUpdate Parse(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            IsDone = true;
            return default;
        }

        try
        {
            return _shape.TryRead(data, out var parts) ? Take(parts) : ReadChunk(data);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model sent what is no chunk of a completion.", exception);
        }
    }

    private ModelUpdate Take(in ChunkShape.Parts parts)
    {
        var text = _text.Take(parts.Text);
        _tokens.Clear();
        if (parts.HasToken) _tokens.Add(TokenProbability.Create(parts.LogProbability, parts.TokenLength));
        return new ModelUpdate { Text = text, Tokens = _tokens.Fit(text.Length) };
    }

    private ModelUpdate ReadChunk(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        var choice = default(Choice);
        string? model = null;
        TokenUsage? usage = null;

        _tokens.Clear();
        _shape.Forget();
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("choices"u8)) ReadChoices(ref json, ref choice);
            else if (json.ValueTextEquals("usage"u8)) usage = ReadUsage(ref json);
            else if (json.ValueTextEquals("model"u8)) model = ReadModel(ref json);
            else if (json.ValueTextEquals("error"u8)) throw ErrorIn(ref json);
            else if (json.ValueTextEquals("obfuscation"u8)) SkipPadding(ref json);
            else Skip(ref json);
        }

        // The rest of the line must be read too: a chunk that was cut off isn't one.
        if (json.TokenType != JsonTokenType.EndObject || json.Read()) throw new JsonException("The chunk doesn't end as an object.");

        // What says more than a piece of text is no example for the many that don't.
        if (choice is { FinishReason: null, Offsets: (null, null) } && model is null && usage is null) _shape.Learn(data, _tokens.Count);

        return new ModelUpdate
        {
            Text = choice.Text,
            Tokens = _tokens.Fit(choice.Text.Length),
            FinishReason = choice.FinishReason,
            RetractedFrom = RetractedFrom(choice),
            Model = model,
            Usage = usage,
        };
    }

    private void ReadChoices(ref Utf8JsonReader json, ref Choice choice)
    {
        if (!TryEnter(ref json, JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("delta"u8)) choice.Text = ReadDelta(ref json);
                else if (json.ValueTextEquals("logprobs"u8)) ReadLogProbabilities(ref json);
                else if (json.ValueTextEquals("finish_reason"u8)) choice.FinishReason = ReadFinishReason(ref json);
                else if (json.ValueTextEquals("content_filter_offsets"u8)) choice.Offsets = ReadOffsets(ref json);
                else Skip(ref json);
            }
        }
    }

    private ReadOnlyMemory<byte> ReadDelta(ref Utf8JsonReader json)
    {
        ReadOnlyMemory<byte> text = default;
        if (!TryEnter(ref json, JsonTokenType.StartObject)) return text;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.ValueTextEquals("content"u8))
            {
                Skip(ref json);
                continue;
            }

            json.Read();
            if (json.TokenType == JsonTokenType.String) text = TakeText(ref json);
            else if (json.TokenType != JsonTokenType.Null) throw new JsonException("The content is no text.");
        }

        return text;
    }

    private ReadOnlyMemory<byte> TakeText(ref Utf8JsonReader json)
    {
        NoteString(ref json, ChunkShape.GapKind.Text);
        return _text.Take(json.ValueSpan);
    }

    private void ReadLogProbabilities(ref Utf8JsonReader json)
    {
        if (!TryEnterOrSkip(ref json, JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8)) ReadTokens(ref json);
            else Skip(ref json);
        }
    }

    private void ReadTokens(ref Utf8JsonReader json)
    {
        if (!TryEnterOrSkip(ref json, JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) _tokens.Add(ReadToken(ref json));
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
            else Skip(ref json);
        }

        return TokenProbability.Create(logProbability, length);
    }

    private string? ReadFinishReason(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String) return null;

        HasFinished = true;
        if (json.ValueTextEquals("stop"u8)) return FinishReasons.Stop;
        return json.ValueTextEquals("length"u8) ? FinishReasons.Length : json.GetString();
    }

    private string? ReadModel(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String || json.ValueSpan.IsEmpty || _model is not null) return null;
        return _model = json.GetString();
    }

    private static TokenUsage? ReadUsage(ref Utf8JsonReader json)
    {
        if (!TryEnter(ref json, JsonTokenType.StartObject)) return null;
        int? prompt = null, completion = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("prompt_tokens"u8)) prompt = ReadCount(ref json);
            else if (json.ValueTextEquals("completion_tokens"u8)) completion = ReadCount(ref json);
            else Skip(ref json);
        }

        return prompt is null || completion is null ? null : new TokenUsage(prompt.Value, completion.Value);
    }

    private static (int? Start, int? Check) ReadOffsets(ref Utf8JsonReader json)
    {
        (int? Start, int? Check) offsets = default;
        if (!TryEnter(ref json, JsonTokenType.StartObject)) return offsets;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("start_offset"u8)) offsets.Start = ReadCount(ref json);
            else if (json.ValueTextEquals("check_offset"u8)) offsets.Check = ReadCount(ref json);
            else Skip(ref json);
        }

        return offsets;
    }

    private static ModelException ErrorIn(ref Utf8JsonReader json)
    {
        json.Read();
        var error = UpstreamError.Read(JsonElement.ParseValue(ref json));
        return new ModelException(error.Sort(), $"The model broke off its stream with an error ({error}).");
    }

    /// <summary>
    /// Tells how much of the text stays when the filter stopped it: what it had checked. Azure counts from the beginning
    /// of the prompt, so the answer begins where the first annotation does; without one, nothing is known to be clean.
    /// </summary>
    private int? RetractedFrom(Choice choice)
    {
        _answerOffset ??= choice.Offsets.Start;
        return choice.FinishReason == FinishReasons.ContentFilter && choice.Offsets.Check is { } checkedUpTo && _answerOffset is { } begin
            ? Math.Max(0, checkedUpTo - begin)
            : null;
    }

    private static int? ReadCount(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Number ? json.GetInt32() : null;
    }

    // As long as in the content, where the same server wrote the same text.
    private int ReadLength(ref Utf8JsonReader json)
    {
        json.Read();
        NoteString(ref json, ChunkShape.GapKind.Token);
        var length = json.TokenType == JsonTokenType.String ? json.ValueSpan.Length : 0;
        json.Skip();
        return length;
    }

    private double ReadLogProbability(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number) _shape.Note(ChunkShape.GapKind.LogProbability, json.TokenStartIndex, json.ValueSpan.Length);
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
        if (isList) _shape.Note(ChunkShape.GapKind.Bytes, start, (int)(json.TokenStartIndex - start));
    }

    // Some services fill their chunks up with noise, so that nobody can tell words by their length.
    private void SkipPadding(ref Utf8JsonReader json)
    {
        json.Read();
        NoteString(ref json, ChunkShape.GapKind.Padding);
        json.Skip();
    }

    private void NoteString(ref Utf8JsonReader json, ChunkShape.GapKind kind)
    {
        if (json.TokenType == JsonTokenType.String) _shape.Note(kind, json.TokenStartIndex + 1, json.ValueSpan.Length);
    }

    // What an answer can do without is no reason to refuse it.
    private static bool TryEnterOrSkip(ref Utf8JsonReader json, JsonTokenType start)
    {
        json.Read();
        if (json.TokenType == start) return true;
        json.Skip();
        return false;
    }

    private static bool TryEnter(ref Utf8JsonReader json, JsonTokenType start)
    {
        json.Read();
        if (json.TokenType == start) return true;
        if (json.TokenType == JsonTokenType.Null) return false;
        throw new JsonException($"Expected {start}, found {json.TokenType}.");
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (!json.Read() || json.TokenType != token) throw new JsonException($"Expected {token}.");
    }

    private static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private struct Choice
    {
        public ReadOnlyMemory<byte> Text;
        public string? FinishReason;
        public (int? Start, int? Check) Offsets;
    }
}
