namespace IssueAi.Generation;

/// <summary>
/// A model's refusal or failure, already sorted by what it means for the caller. The message is for logs and is never
/// sent to a caller.
/// </summary>
internal sealed class ModelException(ErrorCode code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Gets what the failure means for the caller.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>Gets how long the model asks to be left alone; null where it doesn't say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether it was us who gave up waiting, so that no time is left to wait anew.</summary>
    public bool IsOwnTimeout { get; init; }

    /// <summary>Gets the parameters without which the model may answer.</summary>
    public RequestParameters Refuses { get; init; }

    /// <summary>Gets a value indicating whether a quota is used up, so that coming back soon doesn't help.</summary>
    public bool IsQuotaSpent { get; init; }

    /// <summary>Gets a value indicating whether the deployment that was asked doesn't exist.</summary>
    public bool DeploymentIsMissing { get; init; }

    /// <summary>Gets a value indicating whether another deployment may answer what this one didn't.</summary>
    public bool IsOfDeployment => DeploymentIsMissing
        || Code is ErrorCode.UpstreamUnavailable or ErrorCode.UpstreamRateLimited or ErrorCode.UpstreamTimeout;
}
