namespace IssueAi.Generation;

/// <summary>The parameters of a request that not every server takes, and that an answer can do without.</summary>
[Flags]
internal enum RequestParameters
{
    None = 0,

    /// <summary><c>logprobs</c>.</summary>
    LogProbabilities = 1,

    /// <summary><c>stream_options</c>, by which the token counts come.</summary>
    StreamOptions = 2,

    /// <summary><c>reasoning_effort</c>.</summary>
    ReasoningEffort = 4,

    /// <summary><c>max_completion_tokens</c>, the newer name of the limit.</summary>
    MaxCompletionTokens = 8,

    /// <summary><c>max_tokens</c>, the older name of the limit, which most compatible servers know.</summary>
    MaxTokens = 16,

    /// <summary><c>thinking</c>, Anthropic's.</summary>
    Thinking = 32,
}
