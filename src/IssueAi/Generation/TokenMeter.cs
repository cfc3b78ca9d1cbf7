namespace IssueAi.Generation;

/// <summary>Counts the tokens of a call to a model while its answer arrives, so that they are known however the call ends.</summary>
internal sealed class TokenMeter(ModelPrompt prompt)
{
    private TokenUsage? _usage;
    private long _textBytes;
    private long _further;

    /// <summary>
    /// Gets the tokens used: as the model counted them, or, where it broke off before it said so, as many as the prompt and
    /// the text are estimated to have. A call without any text costs nothing.
    /// </summary>
    public long Used => _further + (
        _usage?.TotalTokens ?? (_textBytes == 0 ? 0 : TokenEstimate.Of(prompt.System, prompt.User) + TokenEstimate.OfBytes(_textBytes)));

    /// <summary>Adds the tokens of another call for the same answer.</summary>
    public void AddFurther(TokenUsage usage) => _further += usage.TotalTokens;

    public void Add(in ModelUpdate update)
    {
        _usage = update.Usage ?? _usage;
        _textBytes += update.Text.Length;
    }
}
