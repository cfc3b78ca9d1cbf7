using IssueAi.Answers;
using IssueAi.Confidence;
using IssueAi.Prompts;

namespace IssueAi.Actions;

/// <summary>One thing the model can do for an issue. Its folder below <c>Actions</c> holds all that is its own.</summary>
/// <param name="Prompt">Its instructions.</param>
/// <param name="Results">Reads the typed block that ends its answers; null where its answers are text alone.</param>
/// <param name="Focus">Which tokens of its answers tell how sure they are; null for all that carry meaning.</param>
internal sealed record IssueAction(PromptFile Prompt, IResultReader? Results = null, ScoreFocus? Focus = null)
{
    /// <summary>Gets the name in routes, tables and the web client, such as <c>refine</c>.</summary>
    public string Name => Prompt.Name;
}
