namespace IssueAi.Generation;

/// <summary>The tokens of a call to the model, as the model counted them.</summary>
internal readonly record struct TokenUsage(int PromptTokens, int CompletionTokens)
{
    public int TotalTokens => PromptTokens + CompletionTokens;

    public static TokenUsage operator +(TokenUsage one, TokenUsage other) =>
        new(one.PromptTokens + other.PromptTokens, one.CompletionTokens + other.CompletionTokens);
}
