using IssueAi.LocalHost;

namespace IssueAi.IntegrationTests.Functions;

/// <summary>
/// The Functions host takes the first matching route in the order of the functions' names, even if a later one is more specific.
/// </summary>
public sealed class RouteOrderTests
{
    public static TheoryData<StringComparer> Orders => new(StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture);

    [Theory]
    [MemberData(nameof(Orders))]
    public void No_Function_Is_Shadowed_By_One_That_Sorts_Before_It(StringComparer order)
    {
        var routes = DeclaredRoute.ReadAll(typeof(LocalHostApplication).Assembly).OrderBy(route => route.Function, order).ToList();

        var shadowed =
            from route in routes.Index()
            from earlier in routes.Take(route.Index)
            where earlier.Overlaps(route.Item) && earlier.Precedence >= route.Item.Precedence
            select $"{earlier.Function} ({earlier.Route}) takes requests for {route.Item.Function} ({route.Item.Route})";

        Assert.NotEmpty(routes);
        Assert.Empty(shadowed);
    }

    [Theory]
    [InlineData("ai/responses", "ai/{action}", true)]
    [InlineData("ai/{action}/stream", "ai/responses/{responseId}", true)]
    [InlineData("{*path}", "openapi.json", true)]
    [InlineData("issues/{issueId}", "{*path}", true)]
    [InlineData("issues", "ISSUES", true)]
    [InlineData("issues", "issues/{issueId}", false)]
    [InlineData("ai/{action}/{issueId}/stream", "ai/responses/{responseId}/cancel", false)]
    [InlineData("health", "issues", false)]
    public void Routes_Overlap_Where_A_Path_Fits_Both(string one, string other, bool overlap) =>
        Assert.Equal(overlap, new DeclaredRoute("one", one, ["get"]).Overlaps(new DeclaredRoute("other", other, ["GET", "put"])));

    [Fact]
    public void Routes_Of_Other_Methods_Do_Not_Overlap() =>
        Assert.False(new DeclaredRoute("one", "issues", ["get"]).Overlaps(new DeclaredRoute("other", "issues", ["put"])));
}
