using System.Net.Http.Json;
using IssueAi.IntegrationTests;

namespace IssueAi.FunctionsTests;

/// <summary>Every endpoint that docs/api.md lists, on each host.</summary>
public sealed class EndpointTableTests(BothHosts hosts) : IClassFixture<BothHosts>
{
    private const string IssueId = "acme/q#1 & more?";

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Each_Endpoint_Answers(string host)
    {
        using var client = hosts.CreateClient(host);
        var endpoints = await EndpointTable.ReadAsync();
        var answers = new Dictionary<string, int>();
        foreach (var endpoint in endpoints) answers[endpoint] = await AskAsync(client, endpoint);

        Assert.True(endpoints.Count >= 17, $"Only {endpoints.Count} endpoints were read.");
        Assert.Equal(endpoints.ToDictionary(endpoint => endpoint, ExpectedOf), answers);
    }

    public static TheoryData<string> Hosts => [.. BothHosts.Names];

    private static int ExpectedOf(string endpoint) => endpoint switch
    {
        _ when endpoint.StartsWith("DELETE ", StringComparison.Ordinal) => 204,
        _ when endpoint.StartsWith("PUT ", StringComparison.Ordinal) => 204,
        _ when endpoint.EndsWith("/feedback", StringComparison.Ordinal) => 204,

        // No response is running at that point.
        _ when endpoint.Contains("/stream", StringComparison.Ordinal) => 204,
        _ => 200,
    };

    private static async Task<int> AskAsync(HttpClient client, string endpoint)
    {
        var responseId = await GenerateAsync(client);
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        var target = path
            .Replace("{responseId}", responseId, StringComparison.Ordinal)
            .Replace("{issueId}", Uri.EscapeDataString(IssueId), StringComparison.Ordinal)
            .Replace("issueId=…", $"issueId={Uri.EscapeDataString(IssueId)}", StringComparison.Ordinal)
            .Replace("{action}", "refine", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = ContentFor(method, path) };
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return (int)response.StatusCode;
    }

    private static JsonContent? ContentFor(string method, string path) => method switch
    {
        "PUT" => JsonContent.Create(new { title = "Put" }),
        "POST" when path.EndsWith("/feedback", StringComparison.Ordinal) => JsonContent.Create(new { rating = "up" }),
        "POST" when !path.Contains("{responseId}", StringComparison.Ordinal) => JsonContent.Create(new { issueId = IssueId, description = "Any." }),
        _ => null,
    };

    private static async Task<string> GenerateAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("api/ai/refine", new { issueId = IssueId, description = "Any." });
        var frames = FrameReader.Frames(await response.Content.ReadAsStringAsync());
        return frames[^1].GetProperty("value").GetProperty("responseId").GetString()!;
    }
}
