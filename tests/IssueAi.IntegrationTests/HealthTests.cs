using System.Net;

namespace IssueAi.IntegrationTests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_Model_That_Can_Not_Be_Reached_Is_Told_Without_Naming_It()
    {
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", "http://127.0.0.1:1/"), ("LocalHost:FunctionKey", "key"));

        using var response = await product.Client.GetAsync("api/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            """{"status":"unhealthy","checks":{"storage":"unhealthy","model":"unhealthy"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Many_Questions_Make_One_Look()
    {
        await using var product = await Product.StartAsync();
        product.Model.ResetCalls();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync(product)));

        Assert.Single(answers.Distinct());
        Assert.Contains("\"model\":\"healthy\"", answers[0], StringComparison.Ordinal);
        Assert.Empty(product.Model.Calls);
    }

    private static async Task<string> ReadAsync(Product product)
    {
        using var response = await product.Client.GetAsync("api/health");
        return await response.Content.ReadAsStringAsync();
    }
}
