using IssueAi.Confidence;
using IssueAi.Prompts;

namespace IssueAi.Actions.Estimate;

/// <summary>Sizes an issue. Its confidence is that of its numbers.</summary>
internal static class EstimateAction
{
    public static IssueAction Create() => new(PromptFile.Read("estimate"), new EstimateResultReader(), new ScoreFocus(TokenPlace.SectionNumber, TokenPlace.TextNumber));
}
