using System.Text.Json.Serialization;

namespace IssueAi.IntegrationTests.Actions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LabelResult))]
internal sealed partial class LabelJsonContext : JsonSerializerContext;
