using System.Text.Json.Serialization;

namespace IssueAi.Health;

/// <summary>Whether something can be reached.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HealthStatus>))]
internal enum HealthStatus
{
    Healthy,
    Unhealthy,
}
