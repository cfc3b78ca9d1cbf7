using System.Text.Json.Serialization;

namespace IssueAi.Http;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(IssueJson))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
