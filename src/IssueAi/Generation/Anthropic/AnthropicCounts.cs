namespace IssueAi.Generation.Anthropic;

/// <summary>The counts of one event, as Anthropic counts: cached tokens aren't part of the input.</summary>
internal struct AnthropicCounts
{
    public int? Input;
    public int? CacheRead;
    public int? CacheWritten;
    public int? Output;

    /// <summary>Gives them by our reckoning; null where nothing was counted.</summary>
    public readonly TokenUsage? ToUsage()
    {
        var prompt = Input is { } input ? (int?)Math.Min((long)input + (CacheRead ?? 0) + (CacheWritten ?? 0), int.MaxValue) : null;
        var usage = new TokenUsage(prompt, Output) { CachedTokens = CacheRead };
        return usage.IsEmpty ? null : usage;
    }
}
