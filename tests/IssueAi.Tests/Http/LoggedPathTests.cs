using IssueAi.Http;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Tests.Http;

public sealed class LoggedPathTests
{
    [Theory]
    [InlineData("/api/issues/acme%2Fshop", "/api/issues/{issueId}")]
    [InlineData("/API/Issues/acme/responses", "/API/Issues/{issueId}/responses")]
    [InlineData("/api/issues/issues", "/api/issues/{issueId}")]
    [InlineData("/api/ai/refine/acme%2Fshop/stream", "/api/ai/refine/{issueId}/stream")]
    [InlineData("/api/ai/refine/acme/shop/stream/", "/api/ai/refine/{issueId}/stream/")]
    public void Of_APathWithAnIssuesId_HidesIt(string path, string logged) => Assert.Equal(logged, LoggedPath.Of(new PathString(path)));

    [Theory]
    [InlineData("/api/ai/refine")]
    [InlineData("/api/ai/refine/stream")]
    [InlineData("/api/ai/responses/0123/cancel")]
    [InlineData("")]
    public void Of_AnotherPath_LeavesIt(string path) => Assert.Equal(path, LoggedPath.Of(new PathString(path)));
}
