namespace IssueAi.Generation;

/// <summary>Counts the tokens of a call to a model while its answer arrives, so that they are known however the call ends.</summary>
internal sealed class TokenMeter(ModelPrompt prompt)
{
    private TokenUsage? _usage;
    private long _textBytes;
    private long _further;

    /// <summary>
    /// Gets the tokens used: as the model counted them, or, where it didn't say so, as many as the prompt, the thoughts and
    /// the text seem to be. Without any of these a call costs nothing.
    /// </summary>
    public long Used => _further + (
        _usage?.TotalTokens ?? (_usage is null && _textBytes == 0 ? 0 : PromptTokens + CompletionTokens));

    private long PromptTokens => _usage?.PromptTokens ?? TokenEstimate.Of(prompt.System, prompt.User);

    private long CompletionTokens => _usage?.CompletionTokens ?? TokenEstimate.OfBytes(_textBytes);

    /// <summary>Adds the cost of another call for the same response.</summary>
    public void AddFurther(TokenUsage usage) => _further += usage.TotalTokens ?? 0;

    public void Add(in ModelUpdate update)
    {
        _usage = update.Usage ?? _usage;
        _textBytes += update.Text.Length + update.ReasoningLength;
    }
}
