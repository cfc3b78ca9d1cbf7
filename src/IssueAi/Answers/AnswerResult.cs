using System.Text.Json.Serialization;

namespace IssueAi.Answers;

/// <summary>An answer as typed values, as callers see it.</summary>
[JsonDerivedType(typeof(RefineResult))]
[JsonDerivedType(typeof(EstimateResult))]
[JsonDerivedType(typeof(BreakdownResult))]
internal abstract record AnswerResult;
