namespace IssueAi.Health;

/// <summary>The service's health and its checks.</summary>
internal sealed record HealthReport(HealthStatus Status, HealthChecks Checks)
{
    /// <summary>Gets a further note; null if there is none.</summary>
    public string? Note { get; init; }

    public static HealthReport Create(bool isStorageReached, ModelState model)
    {
        var isModelReached = model != ModelState.Unreachable;
        return new(Of(isStorageReached && isModelReached), new HealthChecks(Of(isStorageReached), Of(isModelReached)))
        {
            Note = model == ModelState.NoModelServer ? "The model's endpoint answers, but not as a chat-completions server." : null,
        };
    }

    private static HealthStatus Of(bool isReached) => isReached ? HealthStatus.Healthy : HealthStatus.Unhealthy;
}
