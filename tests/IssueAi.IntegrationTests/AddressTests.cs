namespace IssueAi.IntegrationTests;

public sealed class AddressTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("translate")]
    [InlineData("Refine")]
    [InlineData("refine%2Festimate")]
    [InlineData("..%2Frefine")]
    [InlineData("%00")]
    public async Task An_Unknown_Action_Is_Not_Found(string action)
    {
        using var response = await _product.PostAsync("Anything.", action);

        Assert.InRange((int)response.StatusCode, 400, 404);
    }

    [Fact]
    public async Task An_Unknown_Action_Is_Told_The_Known_Ones()
    {
        using var response = await _product.PostAsync("Anything.", "translate");

        var problem = await ProblemAssert.IsAsync(response, 404, "not_found");
        Assert.All(["refine", "estimate", "breakdown"], action => Assert.Contains(action, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "api/ai/refine")]
    [InlineData("PUT", "api/ai/refine")]
    [InlineData("PATCH", "api/ai/refine")]
    [InlineData("DELETE", "api/ai/refine")]
    [InlineData("GET", "api/nothing/here")]
    [InlineData("POST", "api/ai")]
    [InlineData("POST", "api/ai/refine/more")]
    public async Task A_Wrong_Method_Or_Path_Is_Not_Found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await _product.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, 404, "not_found");
    }

    [Fact]
    public async Task A_Refusal_Asks_No_Model()
    {
        _product.Model.ResetCalls();

        using var response = await _product.PostJsonAsync("""{"issueId":42}""");

        Assert.Empty(_product.Model.Calls);
    }
}
