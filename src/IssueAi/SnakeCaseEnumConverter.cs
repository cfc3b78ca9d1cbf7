using System.Text.Json;
using System.Text.Json.Serialization;

namespace IssueAi;

/// <summary>Writes an enumeration's values as the contract spells them: <c>upstream_unavailable</c>.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower)
    where TEnum : struct, Enum;
