using System.Text.Json;
using System.Text.Json.Serialization;

namespace IssueAi.Health;

/// <summary>Writes a <see cref="HealthStatus"/> as the contract spells it: <c>healthy</c>.</summary>
internal sealed class HealthStatusConverter() : JsonStringEnumConverter<HealthStatus>(JsonNamingPolicy.SnakeCaseLower);
