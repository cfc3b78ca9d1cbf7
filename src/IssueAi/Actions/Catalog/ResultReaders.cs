using System.Collections.Frozen;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Estimate;
using IssueAi.Actions.Refine;
using IssueAi.Answers;

namespace IssueAi.Actions.Catalog;

/// <summary>The shapes by the actions' names.</summary>
internal static class AnswerShapes
{
    private static readonly FrozenDictionary<string, IAnswerShape> All = new Dictionary<string, IAnswerShape>
    {
        ["refine"] = new RefineShape(),
        ["estimate"] = new EstimateShape(),
        ["breakdown"] = new BreakdownShape(),
    }.ToFrozenDictionary();

    /// <summary>Gets the shape of an action's results; null where its answers are text alone.</summary>
    public static IAnswerShape? Find(string action) => All.GetValueOrDefault(action);
}
