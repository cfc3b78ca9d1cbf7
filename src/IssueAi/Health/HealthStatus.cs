using System.Text.Json.Serialization;

namespace IssueAi.Health;

/// <summary>Whether something can be reached.</summary>
[JsonConverter(typeof(HealthStatusConverter))]
internal enum HealthStatus
{
    Healthy,
    Unhealthy,
}
