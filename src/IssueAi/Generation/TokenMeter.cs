namespace IssueAi.Generation;

/// <summary>Counts what a call to a model costs while its answer comes in, so that it is known however the call ends.</summary>
internal sealed class TokenMeter(ModelPrompt prompt)
{
    private TokenUsage? _usage;
    private long _textBytes;
    private long _further;

    /// <summary>
    /// Gets the tokens used: as the model counted them, or, where it broke off before it said so, as many as the prompt and
    /// the text seem to be. Without any text a call costs nothing.
    /// </summary>
    public long Used => _further + (
        _usage?.TotalTokens ?? (_textBytes == 0 ? 0 : TokenEstimate.Of(prompt.System, prompt.User) + TokenEstimate.OfBytes(_textBytes)));

    /// <summary>Adds what another call for the same answer cost.</summary>
    public void AddFurther(TokenUsage usage) => _further += usage.TotalTokens;

    public void Add(in ModelUpdate update)
    {
        _usage = update.Usage ?? _usage;
        _textBytes += update.Text.Length;
    }
}
