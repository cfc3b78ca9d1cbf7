namespace IssueAi.Generation;

/// <summary>
/// A model's refusal or failure, with the code that clients see. The message is for logs and is never sent to a client.
/// </summary>
internal sealed class ModelException(ErrorCode code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Gets the code that clients see.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>Gets the model's time to retry; null where it gives none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether this service's own time-out ended the call, so that no time is left to retry.</summary>
    public bool IsOwnTimeout { get; init; }

    /// <summary>Gets the parameters without which the model may answer.</summary>
    public RequestParameters Refuses { get; init; }

    /// <summary>Gets a value indicating whether a quota is used up, so that coming back soon doesn't help.</summary>
    public bool IsQuotaSpent { get; init; }

    /// <summary>Gets the part of the request that the content filter blocked; null where it didn't block the request.</summary>
    public FilteredPart? Filtered { get; init; }

    /// <summary>Gets a value indicating whether the deployment that was asked doesn't exist.</summary>
    public bool DeploymentIsMissing { get; init; }

    /// <summary>Gets a value indicating whether another deployment may answer instead.</summary>
    public bool IsOfDeployment => DeploymentIsMissing
        || Code is ErrorCode.UpstreamUnavailable or ErrorCode.UpstreamRateLimited or ErrorCode.UpstreamTimeout;
}
