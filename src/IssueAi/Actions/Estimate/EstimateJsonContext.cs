using System.Text.Json.Serialization;

namespace IssueAi.Actions.Estimate;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EstimateResult))]
internal sealed partial class EstimateJsonContext : JsonSerializerContext;
