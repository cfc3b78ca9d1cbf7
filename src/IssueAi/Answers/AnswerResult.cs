using System.Text.Json.Serialization;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Estimate;
using IssueAi.Actions.Refine;

namespace IssueAi.Answers;

/// <summary>An answer as typed values, as callers see it.</summary>
[JsonDerivedType(typeof(RefineResult))]
[JsonDerivedType(typeof(EstimateResult))]
[JsonDerivedType(typeof(BreakdownResult))]
internal abstract record AnswerResult;
