using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>One instance of the product as a separate process.</summary>
internal sealed partial class ProductProcess : IAsyncDisposable
{
    public HttpClient Client { get; }

    /// <summary>Posts an issue and waits for the response's headers.</summary>
    public async Task<HttpResponseMessage> PostAsync(object request, string action = "refine", string query = "")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"api/ai/{action}{query}") { Content = JsonContent.Create(request) };
        var response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {(response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync())}");
        return response;
    }

    /// <summary>Posts an issue and reads the whole stream.</summary>
    public async Task<IReadOnlyList<JsonElement>> StreamAsync(object request, string action = "refine", string query = "")
    {
        using var response = await PostAsync(request, action, query);
        return await FrameReader.ReadToTerminalAsync(response);
    }

    /// <summary>Resumes a stream and waits for its headers.</summary>
    public Task<HttpResponseMessage> ResumeAsync(string responseId, int after) =>
        Client.GetAsync($"api/ai/responses/{responseId}?stream=true&starting_after={after}", HttpCompletionOption.ResponseHeadersRead);

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>($"api/{path}");

    private static HttpClient CreateClient(Uri address) =>
        new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = address, Timeout = Limits.Test };

    private static Dictionary<string, string> DefaultSettings(string tables, ModelSimulatorServer model) => new()
    {
        ["Tables__ConnectionString"] = tables,
        ["AzureOpenAI__Endpoint"] = model.Endpoint.ToString(),
        ["AzureOpenAI__Deployment"] = "gpt-test",
        ["AzureOpenAI__ApiKey"] = "test-key",
        ["RateLimit__Enabled"] = "false",
        ["Confidence__SelfAssessment"] = "false",
    };
}
