using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

/// <summary>The whole product on real sockets, with a simulator that the test scripts.</summary>
internal sealed partial class Product : IAsyncDisposable
{
    /// <summary>The model's key, marked so that tests find every leak of it.</summary>
    public const string ModelKey = "MARKED-SECRET-KEY";

    public const string Deployment = "gpt-test";

    private readonly IAsyncDisposable _host;

    private Product(IAsyncDisposable host, Uri address, ModelSimulatorServer model)
    {
        _host = host;
        Model = model;

        // Without the drain time-out, disposing of a response closes its connection at once.
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = address, Timeout = Limits.Test };
    }

    public HttpClient Client { get; }

    public ModelSimulatorServer Model { get; }

    private static Task<ModelSimulatorServer> StartModelAsync() =>
        ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });

    private static (string Key, string Value)[] DefaultSettings(ModelSimulatorServer model) =>
    [
        ("AzureOpenAI:Endpoint", model.Endpoint.ToString()),
        ("AzureOpenAI:Deployment", Deployment),
        ("AzureOpenAI:ApiKey", ModelKey),

        // Nothing listens at this address: these tests need no storage.
        ("Tables:ConnectionString", "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;"),

        // Each test may call the model any number of times, and counts the calls.
        ("Cache:Enabled", "false"),
        ("RateLimit:Enabled", "false"),
        ("Confidence:SelfAssessment", "false"),
    ];

    /// <summary>Posts an issue with the given description and waits for the response's headers.</summary>
    public Task<HttpResponseMessage> PostAsync(string description, string action = "refine", string query = "", CancellationToken cancellationToken = default) =>
        PostJsonAsync($$"""{"issueId":"acme/shop#42","title":"Checkout fails","description":{{JsonSerializer.Serialize(description)}}}""", action, query, cancellationToken);

    /// <summary>Posts a body unchanged and waits for the response's headers.</summary>
    public Task<HttpResponseMessage> PostJsonAsync(string json, string action = "refine", string query = "", CancellationToken cancellationToken = default) =>
        PostContentAsync(new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")), action, query, cancellationToken);

    /// <summary>Posts any content and waits for the response's headers.</summary>
    public async Task<HttpResponseMessage> PostContentAsync(HttpContent content, string action = "refine", string query = "", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"api/ai/{action}{query}")) { Content = content };
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Scripts the model's answer, and returns the whole body of the product's response.</summary>
    public async Task<string> StreamAsync(Scenario scenario, string query = "")
    {
        Model.Script = _ => scenario;
        using var response = await PostAsync("Anything.", query: query);
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
