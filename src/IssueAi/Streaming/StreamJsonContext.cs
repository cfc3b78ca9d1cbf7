using System.Text.Json.Serialization;

namespace IssueAi.Streaming;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamFrame))]
internal sealed partial class StreamJsonContext : JsonSerializerContext;
