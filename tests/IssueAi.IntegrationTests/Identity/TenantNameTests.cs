using IssueAi.IntegrationTests.Responses;

namespace IssueAi.IntegrationTests.Identity;

/// <summary>No token grants access to the anonymous tenant <c>default</c>.</summary>
public sealed class TenantNameTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Path = "api/issues/tenant-names";

    private IdentityProvider _provider = null!;
    private Product _guarded = null!;

    public async Task InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        _guarded = await GuardedProduct.StartAsync(_provider, ("Tables:ConnectionString", azurite.ConnectionString));
    }

    public async Task DisposeAsync()
    {
        await _guarded.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_Token_Of_A_Tenant_Named_Default_Does_Not_See_What_Was_Stored_Without_Tokens()
    {
        await using var open = await Product.StartAsync(("Tables:ConnectionString", azurite.ConnectionString));
        using var stored = await GuardedProduct.SendAsync(open, HttpMethod.Put, Path, token: null, """{"description":"Stored without a token."}""");

        using var read = await SendAsync(HttpMethod.Get, "default");

        Assert.Equal(204, (int)stored.StatusCode);
        await ProblemAssert.IsAsync(read, 404, "issue_unknown");
    }

    [Theory]
    [InlineData("default", "token:default")]
    [InlineData("token:default", "token:token:default")]
    [InlineData("default", "Default")]
    public async Task Two_Tenants_Never_Share_A_Name(string one, string other)
    {
        using var stored = await SendAsync(HttpMethod.Put, one, """{"description":"Of the one."}""");

        using var own = await SendAsync(HttpMethod.Get, one);
        using var foreign = await SendAsync(HttpMethod.Get, other);
        using var erased = await SendAsync(HttpMethod.Delete, one);

        Assert.Equal([204, 200, 404, 204], new[] { stored, own, foreign, erased }.Select(response => (int)response.StatusCode));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string tenant, string? json = null) =>
        GuardedProduct.SendAsync(_guarded, method, Path, _provider.Issue(tenant), json);
}
