using IssueAi.Generation.Upstream;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class UpstreamStatusTests
{
    private static readonly UpstreamError Filtered = new(["content_filter"]);

    [Theory]
    [InlineData(400, ErrorCode.ContentFiltered)]
    [InlineData(403, ErrorCode.ContentFiltered)]
    [InlineData(429, ErrorCode.UpstreamRateLimited)]
    [InlineData(500, ErrorCode.UpstreamUnavailable)]
    public void Sort_ContentFilterNamed_CountsOnlyWhereTheRequestIsAtFault(int status, ErrorCode expected) =>
        Assert.Equal(expected, UpstreamStatus.Sort(status, Filtered));

    [Theory]
    [InlineData("DeploymentNotFound", true)]
    [InlineData("invalid_api_key", false)]
    public void ToException_OfAMissingDeployment_SaysThatAnotherMayAnswer(string name, bool expected) =>
        Assert.Equal(expected, UpstreamStatus.ToException(404, new([name])).IsOfDeployment);

    [Fact]
    public void ToException_StatusAndError_SaysBoth()
    {
        var exception = UpstreamStatus.ToException(404, new(["model_not_found"]));

        Assert.Equal("The model answered with status 404 (model_not_found).", exception.Message);
    }
}
