using System.Text.Json.Serialization;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Estimate;
using IssueAi.Actions.Refine;
using IssueAi.Answers;

namespace IssueAi.Actions.Catalog;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AnswerResult))]
[JsonSerializable(typeof(RefineResult))]
[JsonSerializable(typeof(EstimateResult))]
[JsonSerializable(typeof(BreakdownResult))]
internal sealed partial class ActionJsonContext : JsonSerializerContext;
