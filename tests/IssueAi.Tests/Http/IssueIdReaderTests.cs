using IssueAi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IssueAi.Tests.Http;

public sealed class IssueIdReaderTests
{
    [Theory]
    [InlineData("/api/issues/acme%2Fshop", "acme/shop")]
    [InlineData("/API/ISSUES/a/", "a")]
    [InlineData("/issues/issues", "issues")]
    [InlineData("/deep/prefix/issues/a?issueId=b", "a")]
    [InlineData("http://issues/api/issues/a", "a")]
    public void Read_OfAnIssuesPath_GivesTheId(string target, string id) => Assert.Equal(id, Read(target, IssueRoute.Issue));

    [Theory]
    [InlineData("/api/issues/a%2Fb/responses", "a/b")]
    [InlineData("/api/issues/issues/responses", "issues")]
    public void Read_OfAHistorysPath_GivesTheId(string target, string id) => Assert.Equal(id, Read(target, IssueRoute.Responses));

    [Theory]
    [InlineData("/api/ai/refine/acme%2Fshop%231/stream", "acme/shop#1")]
    [InlineData("/api/ai/refine/stream/stream/", "stream")]
    [InlineData("/api/ai/refine/issues/STREAM", "issues")]
    public void Read_OfAStreamsPath_GivesTheId(string target, string id) => Assert.Equal(id, Read(target, IssueRoute.Stream));

    [Theory]
    [InlineData("/api/issues")]
    [InlineData("/api/issues/%20")]
    [InlineData("/api/issues/%zz")]
    [InlineData("/api/%FF/issues/a")]
    [InlineData("/api/issues/x/../a")]
    [InlineData("/api/issues/%2e")]
    public void Read_OfAPathWithoutAnId_Refuses(string target) => Assert.Null(Read(target, IssueRoute.Issue));

    [Theory]
    [InlineData("?issueId=acme%2Fshop%2342", "acme/shop#42")]
    [InlineData("?issueId=a%252Fb", "a%2Fb")]
    [InlineData("?issueId=%25zz", "%zz")]
    [InlineData("?issueId=a/b=c", "a/b=c")]
    [InlineData("?issueId=a+b%2Bc", "a b+c")]
    [InlineData("?code=%zz&ISSUEID=a", "a")]
    [InlineData("?%69ssueId=a", "a")]
    public void Read_OfAQuery_GivesTheId(string query, string id) => Assert.Equal(id, Read($"/api/issues{query}", IssueRoute.Issue, IssueIdPlace.Query));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?issue=a")]
    [InlineData("?issueId")]
    [InlineData("?issueId=%zz")]
    [InlineData("?issueId=%C0%AF")]
    [InlineData("?issueId=a&issueId=a")]
    [InlineData("?issueId=%00")]
    public void Read_OfAQueryWithoutAnId_Refuses(string query) => Assert.Null(Read($"/api/issues/a{query}", IssueRoute.Issue, IssueIdPlace.Query));

    private static string? Read(string target, IssueRoute route, IssueIdPlace place = IssueIdPlace.Path)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        if (target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query) context.Request.QueryString = new QueryString(target[query..]);

        var read = new IssueIdReader(new ForwardingPolicy(ThroughHost: false)).Read(context.Request, place, route);

        if (read.Succeeded(out var id, out var problem)) return id;
        Assert.Equal(400, Assert.IsType<ProblemHttpResult>(problem).StatusCode);
        return null;
    }
}
