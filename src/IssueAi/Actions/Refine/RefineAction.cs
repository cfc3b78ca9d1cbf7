using IssueAi.Prompts;

namespace IssueAi.Actions.Refine;

/// <summary>Rewrites an issue.</summary>
internal static class RefineAction
{
    public static IssueAction Create() => new(PromptFile.Read("refine"), new RefineResultReader());
}
