using System.Net.Http.Json;

namespace IssueAi.IntegrationTests.RateLimiting;

/// <summary>One of many clients, identified by the address that a proxy would add.</summary>
internal sealed class LimitedCaller
{
    private static int _last;

    private readonly string _address = $"198.51.100.{Interlocked.Increment(ref _last)}";

    /// <summary>Requests a response and waits for its headers.</summary>
    public async Task<HttpResponseMessage> PostAsync(HttpClient client, object request, string action = "refine")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"api/ai/{action}") { Content = JsonContent.Create(request) };
        message.Headers.Add("X-Forwarded-For", $"203.0.113.{Random.Shared.Next(256)}, {_address}");
        return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Requests a response, reads all of it, and returns the status.</summary>
    public async Task<int> AskAsync(HttpClient client, string issueId = "limits/any", string action = "refine")
    {
        using var response = await PostAsync(client, new { issueId, title = "Any.", description = "Any.", labels = Array.Empty<string>() }, action);
        await response.Content.ReadAsStringAsync();
        return (int)response.StatusCode;
    }
}
