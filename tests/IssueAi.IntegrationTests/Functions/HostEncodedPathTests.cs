using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Functions;

/// <summary>Paths as the Functions host forwards them: decoded except for slashes, and encoded again.</summary>
public sealed class HostEncodedPathTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_Slash_That_Was_Encoded_Twice_Names_The_Issue_That_The_Body_Names()
    {
        await using var product = await StartAsync();

        using var put = await product.Client.PutAsJsonAsync("api/issues/acme%252Fq%231", new { description = "About a question." });
        using var post = await product.PostJsonAsync("""{"issueId":"acme/q#1"}""");
        await post.Content.ReadAsStringAsync();
        var history = await product.Client.GetFromJsonAsync<JsonElement>("api/issues/acme%252Fq%231/responses");
        using var erased = await product.Client.DeleteAsync("api/issues/acme%252Fq%231");
        var after = await product.Client.GetFromJsonAsync<JsonElement>("api/ai/responses?issueId=acme%2Fq%231");

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal(HttpStatusCode.OK, post.StatusCode);
        Assert.Equal("acme/q#1", Assert.Single(history.GetProperty("items").EnumerateArray()).GetProperty("issueId").GetString());
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(0, after.GetProperty("items").GetArrayLength());
    }

    // Clients sent these as %zz, %FF and 100%25.
    [Theory]
    [InlineData("%25zz")]
    [InlineData("%25FF")]
    [InlineData("100%25")]
    public async Task What_May_Have_Been_Malformed_Is_Led_To_The_Query(string segment)
    {
        await using var product = await StartAsync();

        using var response = await product.Client.GetAsync($"api/issues/{segment}/responses");

        var problem = await ProblemAssert.IsInvalidAsync(response, "issueId");
        Assert.Contains("ai/responses?issueId=", problem.GetProperty("errors").GetProperty("issueId")[0].GetString()!, StringComparison.Ordinal);
    }

    private Task<Product> StartAsync() => Product.StartAsync(
        builder => builder.Services.AddSingleton(new ForwardingPolicy(ThroughHost: true)), ("Tables:ConnectionString", azurite.ConnectionString));
}
