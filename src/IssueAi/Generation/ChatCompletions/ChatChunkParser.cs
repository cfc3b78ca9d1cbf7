using System.Text.Json;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>
/// Reads the chunks of one streamed chat completion, or a whole one, of Azure and of every compatible server. Text is copied
/// as it stands between its quotes, escapes included, since it goes out the same way.
/// </summary>
internal sealed class ChatChunkParser : StreamParser
{
    private readonly TokenProbabilityBuffer _tokens = new();
    private readonly ChunkTemplate _template = new();
    private readonly ChoiceReader _choice;
    private FilterOffsets _offsets;

    public ChatChunkParser() => _choice = new ChoiceReader(Text, _tokens, _template);

    protected override ModelUpdate ParseEvent(ReadOnlySpan<byte> data)
    {
        _tokens.Clear();
        return _template.TryRead(data, out var parts) ? Take(parts) : ReadChunk(data);
    }

    private ModelUpdate Take(in ChunkTemplate.Parts parts)
    {
        var text = Text.Take(parts.Text);
        if (parts.HasToken) _tokens.Add(TokenProbability.Create(parts.LogProbability, parts.TokenLength));
        return new ModelUpdate { Text = text, Tokens = _tokens.Fit(text.Length) };
    }

    private ModelUpdate ReadChunk(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        string? model = null;
        TokenUsage? usage = null;
        bool isError = false, hasChoices = false, hasMessage = false;

        _choice.Clear();
        _template.Forget();
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException("The chunk isn't an object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("choices"u8)) hasChoices |= _choice.ReadFirst(ref json);
            else if (json.ValueTextEquals("usage"u8)) usage = UsageReader.Read(ref json);
            else if (json.ValueTextEquals("model"u8)) model = Name(ref json);
            else if (json.ValueTextEquals("error"u8)) isError |= ErrorReader.IsError(ref json);
            else if (json.ValueTextEquals("object"u8)) isError |= ErrorReader.IsNamedError(ref json);
            else if (json.ValueTextEquals("message"u8) || json.ValueTextEquals("detail"u8)) hasMessage |= json.ReadLength() > 0;
            else if (json.ValueTextEquals("obfuscation"u8)) SkipPadding(ref json);
            else json.SkipValue();
        }

        // The rest of the line must be read too: a chunk that was cut off isn't one.
        if (json.TokenType != JsonTokenType.EndObject || json.Read()) throw new JsonException("The chunk doesn't end as an object.");

        // Gateways write their errors in shapes of their own, but all with words for people, which no chunk has.
        isError |= hasMessage && !hasChoices;

        // A chunk with more than text isn't a useful example for the many without.
        if (!isError && model is null && usage is null && _choice.IsNothingButText) _template.Learn(data, _tokens.Count);

        if (isError) Fail(UpstreamError.Read(data.ToArray()));
        if (_choice.Error is { } error) Fail(error);
        if (_choice.Refuses) Fail(new ModelException(ErrorCode.ContentFiltered, "The model refused to answer."));
        return CreateUpdate(model, usage ?? _choice.Usage);
    }

    private ModelUpdate CreateUpdate(string? model, TokenUsage? usage)
    {
        var text = Text.Taken;
        var finishReason = Finish(_choice.FinishReason);
        return new ModelUpdate
        {
            Text = text,
            Tokens = _tokens.Fit(text.Length),
            FinishReason = finishReason,
            RetractedFrom = _offsets.FindRetraction(_choice.Offsets, finishReason),
            Model = model,
            Usage = Count(usage),
            ReasoningLength = _choice.ReasoningLength,
        };
    }

    // Some services pad their chunks with noise, so that their length doesn't reveal words.
    private void SkipPadding(ref Utf8JsonReader json)
    {
        json.Read();
        _template.NoteString(ref json, ChunkTemplate.GapKind.Padding);
        json.Skip();
    }
}
