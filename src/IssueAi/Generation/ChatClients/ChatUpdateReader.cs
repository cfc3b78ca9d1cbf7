using IssueAi.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace IssueAi.Generation.ChatClients;

/// <summary>Turns one stream's updates into steps. The model's name and the finish reason go out once.</summary>
internal sealed class ChatUpdateReader
{
    private readonly JsonTextBuffer _text = new();
    private readonly TokenProbabilityBuffer _tokens = new();
    private bool _named;
    private bool _finished;

    public ModelUpdate Read(ChatResponseUpdate update)
    {
        _text.Clear();
        TokenUsage? usage = null;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent text:
                    _text.Append(text.Text);
                    break;
                case UsageContent { Details: var details }:
                    usage = Count(details) ?? usage;
                    break;
            }
        }

        var model = _named ? null : NullIfEmpty(update.ModelId);
        var finishReason = _finished ? null : NullIfEmpty(update.FinishReason?.Value);
        _named |= model is not null;
        _finished |= finishReason is not null;
        if (finishReason is not null) _text.Complete();

        ReadTokens(update);
        return new() { Text = _text.Bytes, Tokens = _tokens.Fit(_text.Bytes.Length), Model = model, FinishReason = finishReason, Usage = usage };
    }

    /// <summary>Gets the last step: what was still waiting for its other half when the stream ended, if anything.</summary>
    public ModelUpdate? ReadRest()
    {
        _text.Clear();
        _text.Complete();
        return _text.Bytes.IsEmpty ? null : new ModelUpdate { Text = _text.Bytes };
    }

    // Only OpenAI's client tells any.
    private void ReadTokens(ChatResponseUpdate update)
    {
        _tokens.Clear();
        if (update.RawRepresentation is not StreamingChatCompletionUpdate chunk) return;
        foreach (var token in chunk.ContentTokenLogProbabilities)
            _tokens.Add(TokenProbability.Create(token.LogProbability, JsonTextBuffer.LengthOf(token.Token)));
    }

    private static TokenUsage? Count(UsageDetails details) =>
        details is { InputTokenCount: null, OutputTokenCount: null }
            ? null
            : new TokenUsage(Clamp(details.InputTokenCount), Clamp(details.OutputTokenCount));

    private static int Clamp(long? count) => (int)Math.Clamp(count ?? 0, 0, int.MaxValue);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
