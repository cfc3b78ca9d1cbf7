namespace IssueAi.Health;

/// <summary>What was found of each.</summary>
internal sealed record HealthChecks(HealthStatus Storage, HealthStatus Model);
