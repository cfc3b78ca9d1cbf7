using System.Text.Json.Serialization;
using IssueAi.Health;

namespace IssueAi.Http;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(IssueJson))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
