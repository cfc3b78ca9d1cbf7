using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IssueAi.IntegrationTests;

public sealed class HealthTests : IAsyncLifetime
{
    private const string Healthy = """{"status":"healthy","checks":{"storage":"healthy","model":"healthy"}}""";
    private const string NoStorage = """{"status":"unhealthy","checks":{"storage":"unhealthy","model":"healthy"}}""";
    private const string NoModel = """{"status":"unhealthy","checks":{"storage":"healthy","model":"unhealthy"}}""";
    private const string Neither = """{"status":"unhealthy","checks":{"storage":"unhealthy","model":"unhealthy"}}""";

    private readonly AzuriteServer _azurite = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _azurite.StopAsync();

    [Fact]
    public async Task What_Can_Not_Be_Reached_Is_Told_Without_Naming_It()
    {
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", "http://127.0.0.1:1/"), ("LocalHost:FunctionKey", "key"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, Neither), await AskAsync(product));
    }

    [Fact]
    public async Task Storage_That_Dies_And_Comes_Back_Is_Told_Within_Seconds()
    {
        await _azurite.StartAsync();
        await using var product = await Product.StartAsync(("Tables:ConnectionString", _azurite.ConnectionString));
        Assert.Equal((HttpStatusCode.OK, Healthy), await AskAsync(product));

        await _azurite.StopAsync();
        await Poll.UntilAsync(() => AskAsync(product).GetAwaiter().GetResult() == (HttpStatusCode.ServiceUnavailable, NoStorage));
        await _azurite.StartAsync();
        await Poll.UntilAsync(() => AskAsync(product).GetAwaiter().GetResult() == (HttpStatusCode.OK, Healthy));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Any_Answer_Of_The_Models_Endpoint_Counts_And_Many_Questions_Make_One_Look(int status)
    {
        await using var endpoint = await ModelEndpoint.StartAsync(status);
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", endpoint.Address), ("AzureOpenAI:ApiKey", Product.ModelKey));
        var started = Stopwatch.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(product)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, NoStorage), Assert.Single(answers.Distinct()));
        Assert.InRange(endpoint.Looks.Count, 1, 1 + (int)(Stopwatch.GetElapsedTime(started).TotalSeconds / 2));
        Assert.All(endpoint.Looks, headers => Assert.DoesNotContain(Product.ModelKey, headers, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>", true)]
    [InlineData(404, "404 page not found", true)]
    [InlineData(404, """{"detail":"Not Found"}""", true)]
    [InlineData(200, """{"object":"list","data":[]}""", false)]
    [InlineData(401, """{"error":{"code":"401","message":"Access denied."}}""", false)]
    [InlineData(503, "<html>Busy</html>", false)]
    public async Task An_Endpoint_That_Is_No_Models_Server_Is_Told(int status, string body, bool isTold)
    {
        await _azurite.StartAsync();
        await using var endpoint = await ModelEndpoint.StartAsync(status, body);
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", endpoint.Address), ("Tables:ConnectionString", _azurite.ConnectionString));

        var expected = isTold ? Healthy[..^1] + ""","note":"The model's endpoint answers, but not as a chat-completions server."}""" : Healthy;
        Assert.Equal((HttpStatusCode.OK, expected), await AskAsync(product));
    }

    [Fact]
    public async Task A_Model_That_Never_Answers_Is_Given_Up()
    {
        await _azurite.StartAsync();

        // The listener accepts connections but reads nothing from them.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", $"http://{listener.LocalEndpoint}"), ("Tables:ConnectionString", _azurite.ConnectionString));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, NoModel), await AskAsync(product));
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(Product product)
    {
        using var response = await product.Client.GetAsync("api/health");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
