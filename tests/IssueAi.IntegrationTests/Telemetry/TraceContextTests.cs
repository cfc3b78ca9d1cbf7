using System.Net.Http.Json;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Telemetry;

/// <summary>The client's trace context is forwarded to the model, with or without telemetry export.</summary>
public sealed class TraceContextTests : IAsyncLifetime
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string NoTables = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";

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
    [InlineData(false, "AzureOpenAI")]
    [InlineData(true, "AzureOpenAI")]
    [InlineData(false, "OpenAI")]
    [InlineData(true, "OpenAI")]
    public async Task A_Callers_Trace_Reaches_The_Model(bool isSent, string provider)
    {
        await using var product = await StartAsync(isSent, provider);

        await PostAsync(product, traceParent: $"00-{TraceId}-b7ad6b7169203331-01");

        var call = Assert.Single(_model.Calls);
        Assert.StartsWith($"00-{TraceId}-", call.TraceParent, StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", call.TraceParent!, StringComparison.Ordinal);
        Assert.Equal("vendor=of-the-caller", call.TraceState);
        Assert.Equal("shop=acme", call.Baggage?.Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Trace_That_Is_Not_Sampled_Goes_On_Too(bool isSent)
    {
        await using var product = await StartAsync(isSent);

        await PostAsync(product, traceParent: $"00-{TraceId}-b7ad6b7169203331-00");

        var call = Assert.Single(_model.Calls);
        Assert.StartsWith($"00-{TraceId}-", call.TraceParent, StringComparison.Ordinal);
        Assert.EndsWith("-00", call.TraceParent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Request_Without_A_Trace_Begins_One(bool isSent)
    {
        await using var product = await StartAsync(isSent);

        await PostAsync(product, traceParent: null);

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", Assert.Single(_model.Calls).TraceParent);
    }

    private Task<ProductProcess> StartAsync(bool isSent, string provider = "AzureOpenAI") => ProductProcess.StartAsync(
        NoTables,
        _model,
        [
            ("Ai__Provider", provider),
            ("OpenAI__Endpoint", new Uri(_model.Endpoint, "v1").ToString()),
            ("OpenAI__Model", "gpt-test"),
            ("OpenAI__ApiKey", "test-key"),
            .. isSent ? _collector.Settings : [],
        ]);

    private static async Task PostAsync(ProductProcess product, string? traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine") { Content = JsonContent.Create(new { issueId = "1", description = "Anything." }) };
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
            request.Headers.Add("tracestate", "vendor=of-the-caller");
            request.Headers.Add("baggage", "shop=acme");
        }

        using var response = await product.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
