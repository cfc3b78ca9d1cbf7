using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;
using Microsoft.AspNetCore.Builder;

namespace IssueAi.IntegrationTests;

/// <summary>The whole product on real sockets, answered by a simulator that the test scripts.</summary>
internal sealed class Product : IAsyncDisposable
{
    /// <summary>The model's key, marked so that it is found wherever it leaks.</summary>
    public const string ModelKey = "MARKED-SECRET-KEY";

    public const string Deployment = "gpt-test";

    private readonly LocalHostApplication _host;

    private Product(LocalHostApplication host, ModelSimulatorServer model)
    {
        _host = host;
        Model = model;

        // Without its time for draining, a disposed response closes its connection at once.
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = host.Address, Timeout = Limits.Test };
    }

    public HttpClient Client { get; }

    public ModelSimulatorServer Model { get; }

    /// <summary>Starts the product with settings as <c>Section:Key</c>.</summary>
    public static Task<Product> StartAsync(params (string Key, string Value)[] settings) => StartAsync(configure: null, settings);

    /// <summary>Starts the product with services of the test's own.</summary>
    public static async Task<Product> StartAsync(Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
    {
        var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        (string Key, string Value)[] defaults =
        [
            ("urls", "http://127.0.0.1:0"),
            ("LocalHost:Azurite", "false"),
            ("LocalHost:Page", "false"),
            ("AzureOpenAI:Endpoint", model.Endpoint.ToString()),
            ("AzureOpenAI:Deployment", Deployment),
            ("AzureOpenAI:ApiKey", ModelKey),

            // Nobody listens there: these tests are about what needs no storage.
            ("Tables:ConnectionString", "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;"),

            // Each test asks the model anew, as often as it likes, and counts the calls.
            ("Cache:Enabled", "false"),
            ("RateLimit:Enabled", "false"),
            ("Confidence:SelfAssessment", "false"),
        ];
        var args = defaults.Concat(settings).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value });
        return new Product(await LocalHostApplication.StartAsync([.. args], configure), model);
    }

    /// <summary>Posts an issue with a description of its own and waits for the answer's headers.</summary>
    public Task<HttpResponseMessage> PostAsync(string description, string action = "refine", string query = "", CancellationToken cancellationToken = default) =>
        PostJsonAsync($$"""{"issueId":"acme/shop#42","title":"Checkout fails","description":{{JsonSerializer.Serialize(description)}}}""", action, query, cancellationToken);

    /// <summary>Posts a body as it stands and waits for the answer's headers.</summary>
    public Task<HttpResponseMessage> PostJsonAsync(string json, string action = "refine", string query = "", CancellationToken cancellationToken = default) =>
        PostContentAsync(new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")), action, query, cancellationToken);

    /// <summary>Posts any content and waits for the answer's headers.</summary>
    public async Task<HttpResponseMessage> PostContentAsync(HttpContent content, string action = "refine", string query = "", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"api/ai/{action}{query}")) { Content = content };
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Has the model answer as scripted, and gives the whole body of the product's answer.</summary>
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
        await Model.DisposeAsync();
    }
}
