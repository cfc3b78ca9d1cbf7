using System.Text.Json.Serialization;

namespace IssueAi.Actions.Refine;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RefineResult))]
internal sealed partial class RefineJsonContext : JsonSerializerContext;
