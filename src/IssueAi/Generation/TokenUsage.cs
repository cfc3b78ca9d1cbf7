namespace IssueAi.Generation;

/// <summary>The cost of a call to the model, in tokens as the model counted them. Unreported counts are null.</summary>
/// <param name="PromptTokens">The tokens of the prompt, cached ones included.</param>
/// <param name="CompletionTokens">The tokens of the answer, those of reasoning included.</param>
internal sealed record TokenUsage(int? PromptTokens, int? CompletionTokens)
{
    private readonly int? _totalTokens;

    /// <summary>Gets how many of the prompt's tokens came from the provider's cache.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>Gets how many of the answer's tokens the model thought with.</summary>
    public int? ReasoningTokens { get; init; }

    /// <summary>Gets all tokens: the sum of both parts, or, where one isn't known, the model's word.</summary>
    public int? TotalTokens
    {
        get => PromptTokens is { } prompt && CompletionTokens is { } completion ? Sum(prompt, completion) : _totalTokens;
        init => _totalTokens = value;
    }

    /// <summary>Gets a value indicating whether nothing was counted.</summary>
    public bool IsEmpty => this is { PromptTokens: null, CompletionTokens: null, TotalTokens: null, CachedTokens: null, ReasoningTokens: null };

    /// <summary>Gives these counts, and those of <paramref name="earlier"/> where these say nothing.</summary>
    public TokenUsage Over(TokenUsage? earlier) => earlier is null ? this : new(PromptTokens ?? earlier.PromptTokens, CompletionTokens ?? earlier.CompletionTokens)
    {
        CachedTokens = CachedTokens ?? earlier.CachedTokens,
        ReasoningTokens = ReasoningTokens ?? earlier.ReasoningTokens,
        TotalTokens = _totalTokens ?? earlier._totalTokens,
    };

    /// <summary>
    /// Adds the cost of a further call. A count that this call didn't report stays unknown: a sum would present the further
    /// call's count as that of both.
    /// </summary>
    public TokenUsage Plus(TokenUsage further) => new(Add(PromptTokens, further.PromptTokens), Add(CompletionTokens, further.CompletionTokens))
    {
        CachedTokens = Add(CachedTokens, further.CachedTokens),
        ReasoningTokens = Add(ReasoningTokens, further.ReasoningTokens),
        TotalTokens = Add(TotalTokens, further.TotalTokens),
    };

    private static int? Add(int? count, int? further) => count is { } known ? Sum(known, further ?? 0) : null;

    private static int Sum(int one, int other) => (int)Math.Min((long)one + other, int.MaxValue);
}
