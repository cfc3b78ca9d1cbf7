using System.Text.Json.Serialization;

namespace IssueAi.Actions.Breakdown;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BreakdownResult))]
internal sealed partial class BreakdownJsonContext : JsonSerializerContext;
