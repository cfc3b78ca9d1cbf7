using System.Text.Json.Nodes;
using IssueAi.Actions.Catalog;
using IssueAi.OpenApi;

namespace IssueAi.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly string[] Described =
    [
        "generate", "get-response", "delete-response", "cancel-response", "rate-response", "list-responses", "list-responses-by-query",
        "get-issue", "get-issue-by-query", "put-issue", "put-issue-by-query", "delete-issue", "delete-issue-by-query", "stream-running", "stream-running-by-query", "health", "openapi",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("/api")]
    [InlineData("/some/where")]
    public void Create_WithAPrefix_PutsItBeforeEveryPath(string prefix)
    {
        var paths = Create(prefix, [.. Described.Select(RouteOf)])["paths"]!.AsObject();

        Assert.Equal(Described.Select(name => $"{prefix}/{name}"), paths.Select(path => path.Key));
    }

    [Fact]
    public void Create_WithTwoFunctionsOfOnePath_DescribesBothMethods()
    {
        ApiRoute[] routes =
        [
            .. Described.Select(RouteOf).Where(route => route.Function is not ("put-issue" or "delete-issue")),
            new("put-issue", "issues", ["put"], NeedsKey: true), new("delete-issue", "issues", ["delete"], NeedsKey: true),
        ];

        var methods = Create("/api", routes)["paths"]!["/api/issues"]!.AsObject();

        Assert.Equal(["put", "delete"], methods.Select(method => method.Key));
    }

    [Fact]
    public void Create_WithAFunctionThatIsNotDescribed_NamesIt()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Create("/api", [RouteOf("translate")]));

        Assert.Contains("'translate'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithADescriptionOfNoFunction_NamesIt()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Create("/api", [.. Described.Where(name => name != "health").Select(RouteOf)]));

        Assert.Contains("'health'", failure.Message, StringComparison.Ordinal);
    }

    private static JsonObject Create(string prefix, ApiRoute[] routes) =>
        new OpenApiDocument(new WireSchemas(new ActionCatalog(ActionCatalog.BuiltIn))).Create(prefix, routes);

    private static ApiRoute RouteOf(string function) => new(function, function, ["get"], NeedsKey: true);
}
