namespace IssueAi.Generation.Upstream;

/// <summary>Finds the names of request parameters in a server's error text.</summary>
internal static class ParameterNames
{
    private static readonly (string Name, RequestParameters Parameter)[] All =
    [
        ("logprobs", RequestParameters.LogProbabilities),
        ("stream_options", RequestParameters.StreamOptions),
        ("include_usage", RequestParameters.StreamOptions),
        ("reasoning_effort", RequestParameters.ReasoningEffort),
        ("reasoning.effort", RequestParameters.ReasoningEffort),
        ("max_completion_tokens", RequestParameters.MaxCompletionTokens),
        ("max_tokens", RequestParameters.MaxTokens),
        ("thinking", RequestParameters.Thinking),
    ];

    /// <summary>Finds the parameters that a text names. The wording differs from server to server and changes; the names don't.</summary>
    public static RequestParameters Find(string text)
    {
        var found = RequestParameters.None;
        foreach (var (name, parameter) in All)
        {
            if (text.Contains(name, StringComparison.OrdinalIgnoreCase)) found |= parameter;
        }

        return found;
    }
}
