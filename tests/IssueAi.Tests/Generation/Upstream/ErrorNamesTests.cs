using IssueAi.Generation.Upstream;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class ErrorNamesTests
{
    [Theory]
    [InlineData(ErrorCode.UpstreamRateLimited, "invalid_request_error", "rate_limit_exceeded")]
    [InlineData(ErrorCode.UpstreamRateLimited, "RateLimitError")]
    [InlineData(ErrorCode.UpstreamRateLimited, "RESOURCE_EXHAUSTED")]
    [InlineData(ErrorCode.UpstreamRateLimited, "too_many_requests_error", "token_quota_exceeded")]
    [InlineData(ErrorCode.UpstreamRateLimited, "insufficient_quota")]
    [InlineData(ErrorCode.UpstreamRejected, "invalid_request_error", "invalid_api_key")]
    [InlineData(ErrorCode.UpstreamRejected, "authentication_error")]
    [InlineData(ErrorCode.UpstreamRejected, "NotFoundError")]
    [InlineData(ErrorCode.UpstreamTimeout, "timeout_error")]
    [InlineData(ErrorCode.UpstreamUnavailable, "overloaded_error")]
    [InlineData(ErrorCode.UpstreamUnavailable, "InternalServerError")]
    [InlineData(ErrorCode.ContentFiltered, "invalid_request_error", "content_filter")]
    public void Sort_OfAProvidersWord_SaysWhatItMeans(ErrorCode expected, params string[] names) => Assert.Equal(expected, ErrorNames.Sort(names));

    [Theory]
    [InlineData("insufficient_quota", true)]
    [InlineData("InsufficientBalance", true)]
    [InlineData("exceeded_current_quota_error", true)]
    [InlineData("billing_hard_limit_reached", true)]
    [InlineData("token_quota_exceeded", false)]
    [InlineData("rate_limit_exceeded", false)]
    public void AreOfASpentQuota_OfAName_TellsWhatPassesFromWhatDoesNot(string name, bool expected) =>
        Assert.Equal(expected, ErrorNames.AreOfASpentQuota([name]));

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    public void ToException_OfASpentQuota_IsARateLimitThatStays(int status)
    {
        var failure = UpstreamStatus.ToException(status, new UpstreamError(["insufficient_quota"]));

        Assert.Equal((ErrorCode.UpstreamRateLimited, true), (failure.Code, failure.IsQuotaSpent));
    }
}
