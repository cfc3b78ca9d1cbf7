using System.Text.Json;
using System.Text.Json.Serialization;

namespace IssueAi;

/// <summary>Writes an <see cref="ErrorCode"/> as the contract spells it: <c>upstream_unavailable</c>.</summary>
internal sealed class ErrorCodeConverter() : JsonStringEnumConverter<ErrorCode>(JsonNamingPolicy.SnakeCaseLower);
