using System.Globalization;
using System.Net.Http.Json;
using IssueAi.IntegrationTests.Responses;

namespace IssueAi.IntegrationTests.RateLimiting;

public sealed class ReadLimitTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Unknown = "00000000000000000000000000000000";

    // LocalHost sends itself a warm-up request.
    private const string AddressHeader = "X-Test-Address";
    private const string Address = "198.51.100.1";

    public static TheoryData<string, string> Reads => new()
    {
        { "GET", "api/issues/any/responses" },
        { "GET", "api/ai/responses?issueId=any" },
        { "GET", "api/issues/any" },
        { "GET", "api/issues?issueId=any" },
        { "GET", $"api/ai/responses/{Unknown}" },
        { "GET", "api/ai/refine/stream?issueId=any" },
        { "POST", $"api/ai/responses/{Unknown}/cancel" },
        { "POST", "api/ai/refine" },
    };

    public static TheoryData<string, string> Writes => new()
    {
        { "POST", $"api/ai/responses/{Unknown}/feedback" },
        { "DELETE", $"api/ai/responses/{Unknown}" },
        { "PUT", "api/issues/any" },
        { "DELETE", "api/issues/any" },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Reads_Have_A_Limit_Of_Their_Own(string method, string path)
    {
        await using var product = await StartAsync(("RateLimit:ReadLimit", "2"));

        var statuses = await SendAsync(product, method, path, times: 3);
        var write = await SendAsync(product, "PUT", "api/issues/any", times: 1);

        Assert.Equal([false, false, true], statuses.Select(status => status == 429));
        Assert.Equal([204], write);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Writes_Have_A_Limit_Of_Their_Own(string method, string path)
    {
        await using var product = await StartAsync(("RateLimit:WriteLimit", "2"));

        var statuses = await SendAsync(product, method, path, times: 3);
        var read = await SendAsync(product, "GET", "api/issues/any/responses", times: 1);

        Assert.Equal([false, false, true], statuses.Select(status => status == 429));
        Assert.Equal([200], read);
    }

    [Fact]
    public async Task A_Refused_Read_Says_When_To_Come_Back()
    {
        await using var product = await StartAsync(("RateLimit:ReadLimit", "1"));
        await SendAsync(product, "GET", "api/issues/any", times: 1);

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/issues/any") { Headers = { { AddressHeader, Address } } };
        using var refused = await product.Client.SendAsync(request);

        await ProblemAssert.IsAsync(refused, 429, "rate_limited");
        Assert.Equal("1", Assert.Single(refused.Headers.GetValues("RateLimit-Limit")));
        Assert.Equal("0", Assert.Single(refused.Headers.GetValues("RateLimit-Remaining")));
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task Reads_And_Writes_Take_Nothing_From_The_Answers_Quota()
    {
        await using var product = await StartAsync(("RateLimit:PermitLimit", "1"));
        await SendAsync(product, "GET", "api/issues/any", times: 5);
        await SendAsync(product, "DELETE", "api/issues/any", times: 5);

        using var answer = await product.PostAsync("Any.");

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Turned_Off_Nothing_Is_Refused()
    {
        await using var product = await StartAsync(("RateLimit:ReadLimit", "1"), ("RateLimit:Enabled", "false"));

        var statuses = await SendAsync(product, "GET", "api/issues/any/responses", times: 3);

        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    private static async Task<List<int>> SendAsync(Product product, string method, string path, int times)
    {
        var statuses = new List<int>();
        for (var time = 0; time < times; time++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { AddressHeader, Address } } };
            if (method is "PUT") request.Content = JsonContent.Create(new { description = "Any." });
            if (path.EndsWith("refine", StringComparison.Ordinal)) request.Content = JsonContent.Create(new { issueId = "unknown" });
            if (path.EndsWith("feedback", StringComparison.Ordinal)) request.Content = JsonContent.Create(new { rating = "up" });
            using var response = await product.Client.SendAsync(request);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private Task<Product> StartAsync(params (string Key, string Value)[] settings) =>
        Product.StartAsync(
            [("Tables:ConnectionString", azurite.ConnectionString), ("RateLimit:Enabled", "true"), ("RateLimit:ClientAddressHeader", AddressHeader), .. settings]);
}
