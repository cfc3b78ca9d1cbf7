using System.Text;

namespace IssueAi.IntegrationTests;

public sealed class FunctionKeyTests(LockedProduct fixture) : IClassFixture<LockedProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData(LockedProduct.Key, null)]
    [InlineData(null, LockedProduct.Key)]
    [InlineData("wrong", LockedProduct.Key)]
    public async Task The_Key_Opens_In_The_Header_Or_The_Query(string? header, string? query)
    {
        using var response = await PostAsync(header, query);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("wrong", null)]
    [InlineData(null, "wrong")]
    [InlineData("FUNCTION-KEY", null)]
    [InlineData("function-key-and-more", null)]
    public async Task No_Key_Or_A_Wrong_One_Is_Unauthorized(string? header, string? query)
    {
        using var response = await PostAsync(header, query);

        await ProblemAssert.IsAsync(response, 401, "unauthorized");
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        Assert.DoesNotContain(LockedProduct.Key, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Is_Not_There_Needs_No_Key()
    {
        using var response = await _product.Client.GetAsync("api/nothing");

        await ProblemAssert.IsAsync(response, 404, "not_found");
    }

    private async Task<HttpResponseMessage> PostAsync(string? header, string? query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, query is null ? "api/ai/refine" : $"api/ai/refine?code={query}")
        {
            Content = new StringContent("""{"issueId":"a","description":"d"}""", Encoding.UTF8, "application/json"),
        };
        if (header is not null) request.Headers.Add("x-functions-key", header);
        return await _product.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
