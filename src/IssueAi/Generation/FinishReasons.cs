namespace IssueAi.Generation;

/// <summary>The reasons for which a model stops, by the names of the chat completions API.</summary>
internal static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ContentFilter = "content_filter";
    public const string ToolCalls = "tool_calls";

    /// <summary>Tells whether a reason means that the answer was broken off: OpenRouter's and DeepSeek's word for it.</summary>
    public static bool IsFailure(string? reason) => reason is "error" or "insufficient_system_resource";

    /// <summary>
    /// Tells whether the model said all that it wanted. Servers have many words for that; those for an answer that was cut, or
    /// waits for something, are few.
    /// </summary>
    public static bool SaysAll(string? reason) =>
        reason is not (null or Length or ContentFilter or ToolCalls or "function_call" or "model_length" or "max_tokens" or "pause_turn");
}
