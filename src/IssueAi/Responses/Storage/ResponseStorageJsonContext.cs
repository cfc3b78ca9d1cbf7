using System.Text.Json.Serialization;
using IssueAi.Confidence;

namespace IssueAi.Responses.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseSummary))]
[JsonSerializable(typeof(AnswerFeedback))]
internal sealed partial class ResponseStorageJsonContext : JsonSerializerContext;
