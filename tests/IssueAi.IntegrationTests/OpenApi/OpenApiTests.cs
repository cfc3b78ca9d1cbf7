using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using IssueAi.IntegrationTests.Identity;
using IssueAi.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi.Reader;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>The document and the service agree in both directions.</summary>
public sealed class OpenApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Key = "the-key";
    private const string Nobody = "0123456789abcdef0123456789abcdef";

    private static readonly string TooLong = $$"""{"issueId":"a","description":"d","padding":"{{new string('x', 70_000)}}"}""";

    private readonly HashSet<string> _outcomes = [];
    private readonly HashSet<string> _frames = [];
    private readonly List<string> _differences = [];
    private ApiDescription _api = null!;

    [Fact]
    public async Task The_Document_Can_Be_Read_As_OpenApi_3_1()
    {
        await using var product = await Product.StartAsync();
        var json = await product.Client.GetStringAsync("api/openapi.json");

        var read = Microsoft.OpenApi.OpenApiDocument.Parse(json, "json");

        Assert.Equal(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.DoesNotContain("\"x-problems\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain(Product.ModelKey, json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_Route_Is_In_The_Document_And_No_Other()
    {
        IServiceProvider? services = null;
        await using var product = await Product.StartAsync(
            builder => builder.Services.AddSingleton<IStartupFilter>(new Capture(found => services = found)));
        await ReadDocumentAsync(product);

        var mapped = from endpoint in services!.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                     where !endpoint.RoutePattern.RawText!.Contains('*', StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                     select $"{method} /{endpoint.RoutePattern.RawText}";

        Assert.Equal(mapped.Order(), _api.Operations.Select(operation => $"{operation.Method.ToUpperInvariant()} {operation.Path}").Order());
        Assert.All(_api.Operations, operation => Assert.Equal(
            operation.Path is "/api/health" or "/api/openapi.json", operation.Json.TryGetProperty("security", out var security) && security.GetArrayLength() == 0));
    }

    [Theory]
    [InlineData("/API/OpenApi.json/")]
    [InlineData("/%61pi/openapi.json")]
    public async Task The_Document_Is_The_Same_However_It_Is_Asked_For(string odd)
    {
        await using var product = await Product.StartAsync();

        var first = await product.Client.GetStringAsync(odd);

        Assert.Equal(first, await product.Client.GetStringAsync("api/openapi.json"));
        Assert.Contains("\"/api/health\"", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_Answer_Is_Declared_And_Every_Declared_Answer_Is_Given()
    {
        await UseServiceAsync();
        await UseServiceWithoutHistoryAsync();
        await UseServiceWithoutStorageAsync();
        await UseFaultyServiceAsync();
        await UseGuardedServiceAsync();
        await UseLimitedServiceAsync();
        await UseStoppingServiceAsync();

        AssertNone(_differences);
        AssertNone(_api.Operations.SelectMany(operation => operation.Outcomes).Except(_outcomes));
        AssertNone(_api.FrameTypes.Except(_frames));
    }

    [Fact]
    public async Task Request_Schemas_Take_What_The_Service_Takes_And_Nothing_Else()
    {
        await using var product = await StartAsync(("Tables:ConnectionString", azurite.ConnectionString));
        await ReadDocumentAsync(product);
        var operation = _api.Find("POST", "/api/ai/refine");

        var wrong = new List<string>();
        foreach (var body in Bodies())
        {
            using var response = await SendAsync(product, HttpMethod.Post, "api/ai/refine", body);
            if (_api.Allows(operation, JsonElement.Parse(body)) != response.IsSuccessStatusCode) wrong.Add($"{(int)response.StatusCode} {body}");
        }

        AssertNone(wrong);
    }

    // Prints all of them: xunit would truncate the list.
    private static void AssertNone(IEnumerable<string> failures)
    {
        var all = string.Join('\n', failures);
        Assert.True(all.Length == 0, all);
    }

    private static IEnumerable<string> Bodies()
    {
        foreach (var id in (string[])["\"a\"", "\"\"", "\" \"", "\".\"", "\"..\"", "\"...\"", "\"a\\nb\"", "\"\\u0085\"", "\"\\u2028\"", "\"😀\"", $"\"{new string('i', 200)}\"", $"\"{new string('i', 201)}\"", $"\"{string.Concat(Enumerable.Repeat("😀", 200))}\"", "1", "null", "[]"])
            yield return $$"""{"issueId":{{id}},"description":"d"}""";
        foreach (var rest in (string[])
        [
            "\"title\":\"t\"", "\"title\":null", "\"title\":1", $"\"title\":\"{new string('t', 300)}\"", $"\"title\":\"{new string('t', 301)}\"", "\"title\":\"\\u0000\"", "\"labels\":[]", "\"labels\":[\"a\"]", "\"labels\":null", "\"labels\":\"a\"", "\"labels\":[1]", "\"labels\":[null]",
            "\"regenerate\":true", "\"regenerate\":null", "\"regenerate\":1", "\"regenerate\":\"true\"", "\"instructions\":\"\"", $"\"instructions\":\"{new string('i', 2_000)}\"", $"\"instructions\":\"{new string('i', 2_001)}\"", "\"language\":\"vi\"", "\"language\":\"pt-BR\"", "\"language\":\"\"", "\"language\":\"en_US\"", "\"language\":null",
            "\"language\":\"a-bbbbbbbb-bbbbbbbb-bbbbbbbb-bbbbbbbb-b\"", "\"unknown\":{\"x\":[1]}",
        ])
            yield return $$"""{"issueId":"a","description":"d",{{rest}}}""";
        yield return $$"""{"issueId":"a","description":"{{new string('d', 32_000)}}"}""";
        yield return $$"""{"issueId":"a","description":"{{new string('d', 32_001)}}"}""";
        yield return """{"description":"d"}""";
        yield return """{"description":"d","id":"a"}""";
        yield return """{"description":"d","id":"a","messages":[{"role":"user"}],"trigger":"submit-message"}""";
        yield return """{"description":"d","id":"","messages":[]}""";
        yield return """{"description":"d","issueId":"a","prompt":7}""";
    }

    private async Task UseServiceAsync()
    {
        await using var product = await StartAsync(("Tables:ConnectionString", azurite.ConnectionString));
        await ReadDocumentAsync(product);

        var id = await AskAsync(product, "Any.");
        foreach (var failure in (string[])["rate-limited", "answer-filtered after=2", "async-filtered after=3 keep=1", "close-early after=1"]) await AskAsync(product, $"<!-- simulate: {failure} -->");
        await ExchangeAsync(product, HttpMethod.Post, "api/ai/refine", "{}");
        await ExchangeAsync(product, HttpMethod.Post, "api/ai/translate", "{}");
        await ExchangeAsync(product, HttpMethod.Post, "api/ai/refine", """{"issueId":"nobody knows"}""");
        await ExchangeAsync(product, HttpMethod.Get, $"api/ai/responses/{id}");
        await ExchangeAsync(product, HttpMethod.Get, $"api/ai/responses/{id}?stream=true");
        await ExchangeAsync(product, HttpMethod.Get, $"api/ai/responses/{id}?stream=true&starting_after=9999");
        await ExchangeAsync(product, HttpMethod.Get, $"api/ai/responses/{id}?stream=true&starting_after=x");
        await ExchangeAsync(product, HttpMethod.Post, $"api/ai/responses/{id}/cancel");
        await ExchangeAsync(product, HttpMethod.Post, $"api/ai/responses/{id}/feedback", """{"rating":"up"}""");
        await ExchangeAsync(product, HttpMethod.Post, $"api/ai/responses/{id}/feedback", """{"rating":"sideways"}""");
        foreach (var path in (string[])["api/ai/refine", $"api/ai/responses/{id}/feedback"])
        {
            await ExchangeAsync(product, HttpMethod.Post, path, TooLong);
            await ExchangeAsync(product, HttpMethod.Post, path, "{}", type: "text/plain");
        }

        await UseIssueAsync(product, "api/issues/openapi", "api/issues/%FF");
        await UseIssueAsync(product, "api/issues?issueId=openapi", "api/issues?issueId=%FF");
        await UseHistoryAsync(product, "api/issues/openapi/responses?");
        await UseHistoryAsync(product, "api/ai/responses?issueId=openapi&");
        foreach (var path in (string[])["api/ai/refine/%FF/stream", "api/ai/refine/stream", "api/ai/translate/openapi/stream", "api/ai/translate/stream?issueId=openapi"])
            await ExchangeAsync(product, HttpMethod.Get, path);
        await UseAllAsync(product, id, key: null);
        await UseAllAsync(product, Nobody);
        await ExchangeAsync(product, HttpMethod.Delete, $"api/ai/responses/{id}");
        await ExchangeAsync(product, HttpMethod.Get, "api/health");
        var tag = await ExchangeAsync(product, HttpMethod.Get, "api/openapi.json");
        await ExchangeAsync(product, HttpMethod.Get, "api/openapi.json", match: tag.Headers.ETag);
    }

    private async Task UseServiceWithoutHistoryAsync()
    {
        await using var product = await StartAsync(("History:Enabled", "false"));

        await ExchangeAsync(product, HttpMethod.Get, "api/issues/openapi/responses");
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/responses?issueId=openapi");
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/refine/stream?issueId=openapi");
    }

    private async Task UseIssueAsync(Product product, string issue, string noIssue)
    {
        await ExchangeAsync(product, HttpMethod.Put, issue, """{"title":"t","labels":["l"]}""");
        await ExchangeAsync(product, HttpMethod.Get, issue);
        await ExchangeAsync(product, HttpMethod.Put, issue, """{"title":1}""");
        await ExchangeAsync(product, HttpMethod.Put, issue, TooLong);
        await ExchangeAsync(product, HttpMethod.Put, issue, "{}", type: "text/plain");
        await ExchangeAsync(product, HttpMethod.Get, noIssue);
        await ExchangeAsync(product, HttpMethod.Delete, noIssue);
    }

    private async Task UseHistoryAsync(Product product, string history)
    {
        await ExchangeAsync(product, HttpMethod.Get, history);
        await ExchangeAsync(product, HttpMethod.Get, $"{history}include=text&limit=2");
        await ExchangeAsync(product, HttpMethod.Get, $"{history}limit=0");
    }

    private async Task UseServiceWithoutStorageAsync()
    {
        await using var product = await StartAsync(("Streaming:MaxDuration", "00:00:01"));

        var running = await AskAsync(product, "<!-- simulate: stall after=1 -->", "?resumable=true");
        await ExchangeAsync(product, HttpMethod.Post, $"api/ai/responses/{running}/feedback", """{"rating":"up"}""");
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/refine/openapi/stream");
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/refine/stream?issueId=openapi");
        await UseAllAsync(product, Nobody);
        await ExchangeAsync(product, HttpMethod.Get, "api/health");
    }

    private async Task UseFaultyServiceAsync()
    {
        await using var product = await Product.StartAsync(
            builder => builder.Services.AddSingleton<TableServiceClient>(new FaultyTables()), ("Cache:Enabled", "true"), ("LocalHost:FunctionKey", Key));

        await UseAllAsync(product, Nobody);
        await ExchangeAsync(product, HttpMethod.Get, "api/health");
    }

    private async Task UseGuardedServiceAsync()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var product = await GuardedProduct.StartAsync(provider, ("RateLimit:Enabled", "true"), ("RateLimit:PermitLimit", "1"));

        provider.IsUp = false;
        Authenticate(product, provider.Issue());
        await UseAllAsync(product, Nobody);

        await using var another = await GuardedProduct.StartAsync(provider, ("RateLimit:Enabled", "true"), ("RateLimit:PermitLimit", "1"));
        provider.IsUp = true;
        Authenticate(another, provider.Issue(tenant: null));
        await UseAllAsync(another, Nobody);
        Authenticate(another, provider.Issue());
        await AskAsync(another, "Any.");
        await ExchangeAsync(another, HttpMethod.Post, "api/ai/refine", """{"issueId":"openapi","description":"One too many."}""");
    }

    private async Task UseLimitedServiceAsync()
    {
        await using var product = await StartAsync(
            ("Tables:ConnectionString", azurite.ConnectionString), ("RateLimit:Enabled", "true"), ("RateLimit:ReadLimit", "1"), ("RateLimit:WriteLimit", "1"));

        await UseAllAsync(product, Nobody);
        await UseAllAsync(product, Nobody);
    }

    private static void Authenticate(Product product, string token) => product.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);

    private async Task UseStoppingServiceAsync()
    {
        IServiceProvider? services = null;
        await using var product = await Product.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter>(new Capture(found => services = found)));

        services!.GetRequiredService<ShutdownSignal>().Begin();

        await UseAllAsync(product, Nobody);
        await ExchangeAsync(product, HttpMethod.Get, "api/health");
        await ExchangeAsync(product, HttpMethod.Get, "api/openapi.json");
    }

    private async Task UseAllAsync(Product product, string responseId, string? key = Key)
    {
        await ExchangeAsync(product, HttpMethod.Post, "api/ai/refine", """{"issueId":"nobody knows"}""", key);
        await ExchangeAsync(product, HttpMethod.Get, $"api/ai/responses/{responseId}", key: key);
        await ExchangeAsync(product, HttpMethod.Post, $"api/ai/responses/{responseId}/cancel", key: key);
        await ExchangeAsync(product, HttpMethod.Post, $"api/ai/responses/{responseId}/feedback", """{"rating":"up"}""", key);
        await ExchangeAsync(product, HttpMethod.Delete, $"api/ai/responses/{responseId}", key: key);
        await ExchangeAsync(product, HttpMethod.Get, "api/issues/other/responses", key: key);
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/responses?issueId=other", key: key);
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/refine/other/stream", key: key);
        await ExchangeAsync(product, HttpMethod.Get, "api/ai/refine/stream?issueId=other", key: key);
        foreach (var issue in (string[])["api/issues/other", "api/issues?issueId=other"])
        {
            await ExchangeAsync(product, HttpMethod.Get, issue, key: key);
            await ExchangeAsync(product, HttpMethod.Put, issue, """{"title":"t"}""", key);
            await ExchangeAsync(product, HttpMethod.Delete, issue, key: key);
        }
    }

    private async Task<string> AskAsync(Product product, string description, string query = "")
    {
        var answer = await ExchangeAsync(product, HttpMethod.Post, $"api/ai/refine{query}", JsonSerializer.Serialize(new { issueId = "openapi", description }));
        return answer.Headers.GetValues("X-Response-Id").Single();
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        Product product, HttpMethod method, string path, string? body = null, string? key = Key, string type = "application/json", EntityTagHeaderValue? match = null)
    {
        using var response = await SendAsync(product, method, path, body, key, type, match);
        var content = await response.Content.ReadAsStringAsync();
        var operation = _api.Find(method.Method, $"/{path.Split('?')[0]}");
        var status = (int)response.StatusCode;
        _differences.AddRange(_api.Compare(operation, status, response, content).Select(difference => $"{method} {path} {status}: {difference}"));

        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (mediaType == "text/event-stream") _frames.UnionWith(FrameReader.Frames(content).Select(frame => frame.TypeOf()));
        _outcomes.Add(operation.Outcome($"{status}", mediaType == "application/problem+json" ? JsonElement.Parse(content).GetProperty("code").GetString() : null));
        return response;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Product product, HttpMethod method, string path, string? body, string? key = Key, string type = "application/json", EntityTagHeaderValue? match = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Add("x-functions-key", key);
        if (match is not null) request.Headers.IfNoneMatch.Add(match);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        return await product.Client.SendAsync(request);
    }

    private static Task<Product> StartAsync(params (string Key, string Value)[] settings) =>
        Product.StartAsync([("Cache:Enabled", "true"), ("LocalHost:FunctionKey", Key), .. settings]);

    private async Task ReadDocumentAsync(Product product) => _api = new ApiDescription(JsonElement.Parse(await product.Client.GetStringAsync("api/openapi.json")));

    private sealed class Capture(Action<IServiceProvider> found) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            found(app.ApplicationServices);
            next(app);
        };
    }
}
