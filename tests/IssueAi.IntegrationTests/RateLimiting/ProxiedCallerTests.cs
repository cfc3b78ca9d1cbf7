using System.Net.Http.Json;

namespace IssueAi.IntegrationTests.RateLimiting;

/// <summary>
/// End users behind one trusted web server, such as a Next.js route handler: it sends their addresses to the service in a separate
/// header, since the Functions host replaces X-Forwarded-For. docs/deploy.md has the settings.
/// </summary>
public sealed class ProxiedCallerTests : IAsyncLifetime
{
    private const string Header = "X-Caller-Address";

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.StartAsync(
        ("RateLimit:Enabled", "true"), ("RateLimit:PermitLimit", "1"), ("RateLimit:ClientAddressHeader", Header), ("RateLimit:TrustedProxies", "1"));

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Each_End_User_Behind_A_Web_Server_Has_A_Budget()
    {
        int[] statuses = [await AskAsync("198.51.100.1"), await AskAsync("198.51.100.2"), await AskAsync("198.51.100.1")];

        Assert.Equal([200, 200, 429], statuses);
    }

    // The web server appends the address of its client to the browser's header.
    [Fact]
    public async Task An_End_User_Who_Makes_Addresses_Up_Stays_The_Same_Caller()
    {
        int[] statuses = [await AskAsync("203.0.113.1, 198.51.100.3"), await AskAsync("203.0.113.2, 198.51.100.3")];

        Assert.Equal([200, 429], statuses);
    }

    // A browser that bypasses the web server sends no such header, so the address of its connection counts.
    [Fact]
    public async Task Without_The_Header_The_Connection_Is_The_Caller()
    {
        int[] statuses = [await AskAsync(null), await AskAsync("198.51.100.4"), await AskAsync(null)];

        Assert.Equal([200, 200, 429], statuses);
    }

    private async Task<int> AskAsync(string? callers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine")
        {
            Content = JsonContent.Create(new { issueId = "limits/proxied", title = "Any.", description = "Any." }),
        };
        if (callers is not null) message.Headers.Add(Header, callers);
        message.Headers.Add("X-Forwarded-For", $"203.0.113.{Random.Shared.Next(256)}");
        using var response = await _product.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        return (int)response.StatusCode;
    }
}
