using System.Text.Json.Serialization;

namespace IssueAi.Answers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AnswerResult))]
[JsonSerializable(typeof(RefineResult))]
[JsonSerializable(typeof(EstimateResult))]
[JsonSerializable(typeof(BreakdownResult))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
