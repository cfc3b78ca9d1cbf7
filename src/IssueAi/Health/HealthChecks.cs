namespace IssueAi.Health;

/// <summary>The results of the checks.</summary>
internal sealed record HealthChecks(HealthStatus Storage, HealthStatus Model);
