namespace IssueAi.Generation.Upstream;

/// <summary>Sorts HTTP statuses by their meaning for the client.</summary>
internal static class UpstreamStatus
{
    public static ErrorCode Sort(int status, UpstreamError error) => status switch
    {
        429 => ErrorCode.UpstreamRateLimited,
        >= 400 and < 500 when error.IsQuotaSpent => ErrorCode.UpstreamRateLimited,
        408 or 504 => ErrorCode.UpstreamTimeout,
        >= 400 and < 500 when error.IsContentFilter => ErrorCode.ContentFiltered,
        // A redirect is none of a model's answers: the endpoint's address is wrong.
        >= 300 and < 500 => ErrorCode.UpstreamRejected,
        _ => ErrorCode.UpstreamUnavailable,
    };

    public static ModelException ToException(int status, UpstreamError error, TimeSpan? retryAfter = null)
    {
        var code = Sort(status, error);
        return new(code, $"The model answered with status {status} ({error}).")
        {
            Filtered = code == ErrorCode.ContentFiltered ? error.Filtered : null,
            RetryAfter = retryAfter,
            Refuses = status is 400 or 403 or 422 ? error.Refuses : RequestParameters.None,
            IsQuotaSpent = error.IsQuotaSpent,
            DeploymentIsMissing = error.IsMissingDeployment,
        };
    }
}
