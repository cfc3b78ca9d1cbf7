using System.Globalization;

namespace IssueAi.IntegrationTests.RateLimiting;

public sealed class SharedLimitTests(LimitedInstances product) : IClassFixture<LimitedInstances>
{
    private const int PermitLimit = 20;

    private readonly LimitedCaller _caller = new();

    [Fact]
    public async Task Of_Thirty_Requests_In_Turn_Exactly_The_Limit_Passes()
    {
        var statuses = new List<int>();

        for (var request = 0; request < 30; request++) statuses.Add(await AskAsync(request));

        Assert.Equal([.. Enumerable.Repeat(200, PermitLimit), .. Enumerable.Repeat(429, 10)], statuses);
    }

    [Fact]
    public async Task Of_Thirty_Requests_At_Once_At_Most_One_Too_Many_Passes()
    {
        // The response is already stored, so storage has little other work.
        await new LimitedCaller().AskAsync(product.First.Client);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(AskAsync));

        Assert.InRange(statuses.Count(status => status == 200), PermitLimit, PermitLimit + 1);
        Assert.All(statuses, status => Assert.True(status is 200 or 429));
    }

    [Fact]
    public async Task Callers_Do_Not_Share_Their_Limits()
    {
        for (var request = 0; request < PermitLimit; request++) await AskAsync(request);

        Assert.Equal(429, await AskAsync(0));
        Assert.Equal(200, await new LimitedCaller().AskAsync(product.First.Client));
    }

    [Fact]
    public async Task A_Refusal_Says_When_To_Come_Back()
    {
        using var first = await PostAsync();
        for (var request = 1; request < PermitLimit; request++) await AskAsync(request);

        using var refused = await PostAsync();

        Assert.Equal(("20", "19"), (Header(first, "RateLimit-Limit"), Header(first, "RateLimit-Remaining")));
        Assert.InRange(Seconds(first, "RateLimit-Reset"), 1, 60);
        await ProblemAssert.IsAsync(refused, 429, "rate_limited");
        Assert.Equal(("20", "0"), (Header(refused, "RateLimit-Limit"), Header(refused, "RateLimit-Remaining")));
        Assert.InRange(Seconds(refused, "RateLimit-Reset"), 1, 60);
        Assert.Equal(Header(refused, "RateLimit-Reset"), Header(refused, "Retry-After"));
        Assert.False(refused.Headers.Contains("X-Response-Id"));
        Assert.Contains("Retry-After", Header(refused, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_Valid_Requests_Count_And_Cached_Answers_Do()
    {
        var statuses = new List<int>();
        foreach (var wrong in new object[] { new { issueId = "" }, new { issueId = "limits/never-heard-of" }, new { issueId = 1 } })
        {
            using var response = await _caller.PostAsync(product.First.Client, wrong);
            statuses.Add((int)response.StatusCode);
        }

        statuses.Add(await _caller.AskAsync(product.First.Client, action: "destroy"));
        await AskAsync(0);
        using var cached = await PostAsync();

        Assert.Equal([400, 404, 400, 404], statuses);
        Assert.Equal("18", Header(cached, "RateLimit-Remaining"));
        Assert.Contains("\"cached\":true", await cached.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Refused_Request_Leaves_Nothing_Behind()
    {
        for (var request = 0; request < PermitLimit; request++) await AskAsync(request);
        product.Model.ResetCalls();

        using var refused = await _caller.PostAsync(product.Second.Client, new { issueId = "limits/refused", description = "Any." });
        using var unknown = await new LimitedCaller().PostAsync(product.Second.Client, new { issueId = "limits/refused" });
        var history = await product.First.GetAsync("issues/limits%2Frefused/responses");

        Assert.Equal(429, (int)refused.StatusCode);
        await ProblemAssert.IsAsync(unknown, 404, "issue_unknown");
        Assert.Empty(product.Model.Calls);
        Assert.Equal(0, history.GetProperty("items").GetArrayLength());
    }

    private Task<int> AskAsync(int request) => _caller.AskAsync((request % 2 == 0 ? product.First : product.Second).Client);

    private Task<HttpResponseMessage> PostAsync() =>
        _caller.PostAsync(product.First.Client, new { issueId = "limits/any", description = "Any." });

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static int Seconds(HttpResponseMessage response, string name) => int.Parse(Header(response, name), CultureInfo.InvariantCulture);
}
