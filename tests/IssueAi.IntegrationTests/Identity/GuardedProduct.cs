using System.Net.Http.Headers;

namespace IssueAi.IntegrationTests.Identity;

/// <summary>The product with bearer tokens from an identity provider, and with tables.</summary>
public sealed class GuardedProduct : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();

    internal IdentityProvider Provider { get; private set; } = null!;

    internal Product Product { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        await _azurite.InitializeAsync();
        Product = await StartAsync(Provider, ("Tables:ConnectionString", _azurite.ConnectionString), ("Cache:Enabled", "true"));
    }

    public async Task DisposeAsync()
    {
        await Product.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Starts a product that requires a provider's tokens.</summary>
    internal static Task<Product> StartAsync(IdentityProvider provider, params (string Key, string Value)[] settings) =>
        Product.StartAsync([("Auth:Authority", provider.Authority), ("Auth:Audience", IdentityProvider.Audience), .. settings]);

    /// <summary>Sends a request with or without a token, and waits for the headers.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, string? json = null) =>
        SendAsync(Product, method, path, token, json);

    /// <inheritdoc cref="SendAsync(HttpMethod, string, string?, string?)"/>
    internal static async Task<HttpResponseMessage> SendAsync(Product product, HttpMethod method, string path, string? token, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await product.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
