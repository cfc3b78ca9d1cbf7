using System.Text;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.Tests.ModelSimulator;

/// <summary>A simulator without delays, and a client to it.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public const string AzurePath = "/openai/deployments/gpt-test/chat/completions?api-version=2024-10-21";
    public const string OpenAIPath = "/v1/chat/completions";

    // Without the drain time-out, disposing of a response closes its connection at once.
    public HttpClient Client { get; } = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(10) };

    internal ModelSimulatorServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        Client.BaseAddress = Server.Endpoint;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    internal Task<HttpResponseMessage> SendAsync(
        string body, string path = AzurePath, bool withKey = true, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (withKey && path == OpenAIPath) request.Headers.Authorization = new("Bearer", "secret");
        else if (withKey) request.Headers.Add("api-key", "secret");
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    internal async Task<Transcript> StreamAsync(string body, string path = AzurePath)
    {
        using var response = await SendAsync(body, path);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await Transcript.ReadAsync(response);
    }

    internal async Task<(HttpResponseMessage Response, JsonElement Error)> FailAsync(string body, string path = AzurePath, bool withKey = true)
    {
        var response = await SendAsync(body, path, withKey);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response, json.RootElement.GetProperty("error").Clone());
    }
}
