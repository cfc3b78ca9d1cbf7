namespace IssueAi.Health;

/// <summary>The service's health and its checks.</summary>
internal sealed record HealthReport(HealthStatus Status, HealthChecks Checks)
{
    public static HealthReport Create(bool isStorageReached, bool isModelReached) => new(
        Of(isStorageReached && isModelReached), new HealthChecks(Of(isStorageReached), Of(isModelReached)));

    private static HealthStatus Of(bool isReached) => isReached ? HealthStatus.Healthy : HealthStatus.Unhealthy;
}
