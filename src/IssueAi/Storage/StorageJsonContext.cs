using System.Text.Json.Serialization;

namespace IssueAi.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseSummary))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
