namespace IssueAi.Generation;

/// <summary>
/// Counts the tokens of the calls for one answer while it arrives, so that they are known however the calls end. A call
/// counts from the moment when it is sent, unless the model refuses it: whether anybody waits for the answer doesn't matter.
/// </summary>
internal sealed class TokenMeter(ModelPrompt prompt)
{
    private TokenUsage? _usage;
    private long _textBytes;
    private long _further;
    private int _calls;

    /// <summary>
    /// Gets the tokens used: of the last call as the model counted them, or, where it didn't say so, as many as the prompt, the
    /// thoughts and the text seem to be; and the prompt of each call before it. Without a call nothing is used.
    /// </summary>
    public long Used => _further + OfEarlierCalls + (_usage?.TotalTokens ?? (HasCalled ? PromptTokens + CompletionTokens : 0));

    private bool HasCalled => _calls > 0 || _usage is not null || _textBytes > 0;

    private long OfEarlierCalls => Math.Max(0, _calls - 1) * TokenEstimate.Of(prompt.System, prompt.User);

    private long PromptTokens => _usage?.PromptTokens ?? TokenEstimate.Of(prompt.System, prompt.User);

    private long CompletionTokens => _usage?.CompletionTokens ?? TokenEstimate.OfBytes(_textBytes);

    /// <summary>Counts a call that is sent to the model.</summary>
    public void Send() => _calls++;

    /// <summary>Takes back the latest call: the model refused it, or couldn't be reached.</summary>
    public void TakeBack() => _calls--;

    /// <summary>Adds the cost of another call for the same response.</summary>
    public void AddFurther(long tokens) => _further += tokens;

    public void Add(in ModelUpdate update)
    {
        _usage = update.Usage ?? _usage;
        _textBytes += update.Text.Length + update.ReasoningLength;
    }
}
