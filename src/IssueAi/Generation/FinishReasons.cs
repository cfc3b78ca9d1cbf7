namespace IssueAi.Generation;

/// <summary>The reasons for which a model stops, by the names of the chat completions API.</summary>
internal static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ContentFilter = "content_filter";
    public const string ToolCalls = "tool_calls";
}
