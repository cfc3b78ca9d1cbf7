using System.Net.Http.Headers;
using System.Text.Json;
using IssueAi.IntegrationTests.Redaction;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Telemetry;

/// <summary>Telemetry describes the service's state. It contains no text and identifies no person.</summary>
public sealed class PrivacyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string IssueId = "MARKED-ISSUE";
    private const string CallerAddress = "203.0.113.77";
    private const string UserAgent = "MARKED-AGENT";
    private const string NoTables = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=TUFSS0VELUFDQ09VTlQtS0VZLU1BUktFRC1BQ0NPVU5ULUtFWQ==;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";

    private static readonly string[] Failures =
        ["", "rate-limited", "error status=500 retry-after=1ms", "unauthorized", "not-found", "prompt-filtered", "answer-filtered after=2", "break-off after=2", "stall", "garbage after=1", "no-logprobs"];

    private ModelSimulatorServer _model = null!;
    private OtlpCollector _collector = null!;

    public async Task InitializeAsync()
    {
        _model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        _collector = await OtlpCollector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _model.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_Private_Is_Sent(bool hasStorage)
    {
        await using var product = await StartAsync(hasStorage ? azurite.ConnectionString : NoTables);

        foreach (var failure in Failures) await AskAsync(product, $"{Marks.Description} <!-- simulate: {failure} -->");
        _model.Script = _ => new Scenario { Chunks = [Marks.Answer + " ", "and more."] };
        await UseEverythingAsync(product, await AskAsync(product, Marks.Description));
        await product.TerminateAsync();
        await product.WaitForExitAsync();

        AssertSent(OtlpCollector.Traces, "chat gpt-test", "/api/issues/{issueId}");
        AssertSent(OtlpCollector.Metrics, "issueai.stream.frames");
        AssertSent(OtlpCollector.Logs, "The model failed response");
    }

    // All settings that add details to telemetry.
    private Task<ProductProcess> StartAsync(string tables) => ProductProcess.StartAsync(
        tables,
        _model,
        [
            ("AzureOpenAI__ApiKey", Marks.ModelKey), ("LocalHost__FunctionKey", Marks.FunctionKey), ("RateLimit__Enabled", "true"), ("RateLimit__PermitLimit", "1000"),
            ("Confidence__SelfAssessment", "true"), ("Generation__FirstTokenTimeout", "00:00:01"),
            ("Logging__LogLevel__Default", "Trace"), ("Logging__OpenTelemetry__LogLevel__Default", "Trace"),
            .. _collector.Settings,
        ]);

    private void AssertSent(string path, params string[] expected)
    {
        var received = _collector.Received(path);
        Assert.All(expected, text => Assert.Contains(text, received, StringComparison.Ordinal));
        Marks.AssertNone([.. Marks.Secrets, .. Marks.Texts, IssueId, CallerAddress, UserAgent], path, received);
    }

    private static async Task<string> AskAsync(ProductProcess product, string description)
    {
        var issue = new { issueId = IssueId, title = Marks.Title, description, labels = new[] { Marks.Label }, instructions = Marks.Instructions };
        using var response = await SendAsync(product, HttpMethod.Post, $"api/ai/refine?code={Marks.FunctionKey}", JsonSerializer.Serialize(issue));
        return response.Headers.GetValues("X-Response-Id").Single();
    }

    private static async Task UseEverythingAsync(ProductProcess product, string responseId)
    {
        (HttpMethod Method, string Path, string? Body)[] requests =
        [
            (HttpMethod.Get, $"api/ai/responses/{responseId}", null),
            (HttpMethod.Get, $"api/ai/responses/{responseId}?stream=true&{Marks.Title}={Marks.Description}", null),
            (HttpMethod.Post, $"api/ai/responses/{responseId}/feedback", """{"rating":"up"}"""),
            (HttpMethod.Get, $"api/issues/{IssueId}/responses?include=text", null),
            (HttpMethod.Get, $"api/ai/responses?issueId={IssueId}", null),
            (HttpMethod.Get, $"api/ai/refine/{IssueId}/stream", null),
            (HttpMethod.Get, $"api/ai/refine/stream?issueId={IssueId}", null),
            (HttpMethod.Put, $"api/issues/{IssueId}", $$"""{"title":"{{Marks.Title}}","description":"{{Marks.Description}}"}"""),
            (HttpMethod.Post, "api/ai/refine", $$"""{"issueId":"{{IssueId}}","regenerate":true,"instructions":"{{Marks.Instructions}}"}"""),
            (HttpMethod.Post, $"api/ai/{Marks.Title}", "{}"),
            (HttpMethod.Get, $"api/{Marks.Description}?code={Marks.FunctionKey}", null),
            (HttpMethod.Get, $"{Marks.Description}", null),
            (new HttpMethod(Marks.Title), "api/health", null),
            (HttpMethod.Delete, $"api/issues/{IssueId}", null),
        ];
        foreach (var (method, path, body) in requests)
        {
            using var response = await SendAsync(product, method, path, body);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(ProductProcess product, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", Marks.FunctionKey);
        request.Headers.Add("X-Forwarded-For", CallerAddress);
        request.Headers.Add("User-Agent", UserAgent);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Marks.BearerToken);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        var response = await product.Client.SendAsync(request);
        await response.Content.ReadAsStringAsync();
        return response;
    }
}
