using System.Text.Json.Serialization;

namespace IssueAi.Responses.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseSummary))]
internal sealed partial class ResponseStorageJsonContext : JsonSerializerContext;
