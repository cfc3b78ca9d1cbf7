using IssueAi.Confidence;
using IssueAi.Prompts;

namespace IssueAi.Actions.Breakdown;

/// <summary>Cuts an issue into subtasks. Its confidence is that of their headings.</summary>
internal static class BreakdownAction
{
    public static IssueAction Create() => new(PromptFile.Read("breakdown"), new BreakdownResultReader(), new ScoreFocus(TokenPlace.Subheading));
}
