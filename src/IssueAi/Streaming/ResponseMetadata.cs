namespace IssueAi.Streaming;

/// <summary>The metadata of a complete response. A value that the model didn't give is null and left out.</summary>
internal sealed record ResponseMetadata
{
    public required string ResponseId { get; init; }

    /// <summary>Gets the model's name as the model gives it.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the tokens of prompt and answer together, as the model counted them.</summary>
    public int? Tokens { get; init; }

    public int? PromptTokens { get; init; }

    public int? CompletionTokens { get; init; }

    /// <summary>Gets how many of the prompt's tokens came from the provider's cache.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>Gets how many of the answer's tokens the model thought with.</summary>
    public int? ReasoningTokens { get; init; }

    /// <summary>Gets the cost of the response, by the settings' prices; null without prices or with a missing count.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the currency of <see cref="Cost"/>; null where the settings name none.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets when the answer was asked for, in UTC, to the second.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>Gets the model's finish reason.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Gets a value indicating whether the response was generated for an earlier request.</summary>
    public required bool Cached { get; init; }

    /// <summary>Gets how long the answer took from the request to its end, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Gets how long the first piece of text took, in milliseconds.</summary>
    public long? TimeToFirstTokenMs { get; init; }

    /// <summary>Gets <c>unavailable</c> where no signal of confidence exists; otherwise null.</summary>
    public string? Confidence { get; init; }

    /// <summary>Gets <see langword="false"/> where the response isn't stored; otherwise null.</summary>
    public bool? Stored { get; init; }
}
