using System.Text.Json.Serialization;

namespace IssueAi.IntegrationTests.Actions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TriageResult))]
internal sealed partial class TriageJsonContext : JsonSerializerContext;
