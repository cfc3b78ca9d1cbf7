using IssueAi.Prompts;

namespace IssueAi.Actions;

/// <summary>One thing the model can do for an issue.</summary>
/// <param name="Prompt">Its instructions.</param>
internal sealed record IssueAction(PromptFile Prompt)
{
    /// <summary>Gets the name in routes, tables and the web client, such as <c>refine</c>.</summary>
    public string Name => Prompt.Name;
}
