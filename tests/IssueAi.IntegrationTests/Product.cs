using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

/// <summary>The whole product on real sockets, answered by a simulator that the test scripts.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly LocalHostApplication _host;

    private Product(LocalHostApplication host, ModelSimulatorServer model)
    {
        _host = host;
        Model = model;
        Client = new HttpClient { BaseAddress = host.Address, Timeout = Limits.Test };
    }

    public HttpClient Client { get; }

    public ModelSimulatorServer Model { get; }

    /// <summary>Starts the product with settings as <c>Section:Key</c>.</summary>
    public static async Task<Product> StartAsync(params (string Key, string Value)[] settings)
    {
        var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        (string Key, string Value)[] defaults =
        [
            ("urls", "http://127.0.0.1:0"),
            ("LocalHost:Azurite", "false"),
            ("AzureOpenAI:Endpoint", model.Endpoint.ToString()),
            ("AzureOpenAI:Deployment", "gpt-test"),
            ("AzureOpenAI:ApiKey", "test-key"),
        ];
        var args = defaults.Concat(settings).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value });
        return new Product(await LocalHostApplication.StartAsync([.. args]), model);
    }

    /// <summary>Posts an issue with a description of its own and waits for the answer's headers.</summary>
    public Task<HttpResponseMessage> PostAsync(string description, string action = "refine", string query = "", CancellationToken cancellationToken = default) =>
        PostJsonAsync($$"""{"issueId":"acme/shop#42","title":"Checkout fails","description":{{System.Text.Json.JsonSerializer.Serialize(description)}}}""", action, query, cancellationToken);

    /// <summary>Posts a body as it stands and waits for the answer's headers.</summary>
    public async Task<HttpResponseMessage> PostJsonAsync(string json, string action = "refine", string query = "", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"api/ai/{action}{query}"))
        {
            Content = new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        await Model.DisposeAsync();
    }
}
