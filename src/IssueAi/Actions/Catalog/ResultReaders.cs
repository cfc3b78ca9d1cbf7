using System.Collections.Frozen;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Estimate;
using IssueAi.Actions.Refine;
using IssueAi.Answers;

namespace IssueAi.Actions.Catalog;

/// <summary>The shapes by the actions' names.</summary>
internal static class ResultReaders
{
    private static readonly FrozenDictionary<string, IResultReader> All = new Dictionary<string, IResultReader>
    {
        ["refine"] = new RefineResultReader(),
        ["estimate"] = new EstimateResultReader(),
        ["breakdown"] = new BreakdownResultReader(),
    }.ToFrozenDictionary();

    /// <summary>Gets the shape of an action's results; null where its answers are text alone.</summary>
    public static IResultReader? Find(string action) => All.GetValueOrDefault(action);
}
