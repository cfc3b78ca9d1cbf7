using System.Net;
using System.Net.Http.Json;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>Ids with percent signs in paths, on a host without forwarding.</summary>
[Collection(TwoInstancesGroup.Name)]
public sealed class IssuePathTests(TwoInstances product)
{
    [Fact]
    public async Task A_Percent_Sign_In_A_Path_Is_The_Ids_Own()
    {
        const string Path = "api/issues/100%25%20%2541%20%25zz";

        using var put = await product.First.Client.PutAsJsonAsync(Path, new { description = "Odd, but exact." });
        var stored = await product.Second.GetAsync("issues?issueId=100%25%20%2541%20%25zz");

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal("Odd, but exact.", stored.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("GET", "api/issues/a%252Fb", "issues?issueId=")]
    [InlineData("PUT", "api/issues/a%252fb", "issues?issueId=")]
    [InlineData("DELETE", "api/issues/a%25252Fb", "issues?issueId=")]
    [InlineData("GET", "api/issues/a%252Fb/responses", "ai/responses?issueId=")]
    [InlineData("GET", "api/ai/refine/a%252Fb/stream", "ai/{action}/stream?issueId=")]
    public async Task An_Id_That_Can_Not_Be_Told_From_Another_In_A_Path_Is_Led_To_The_Query(string method, string path, string query)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "PUT") request.Content = JsonContent.Create(new { title = "Not for the other one." });

        using var response = await product.First.Client.SendAsync(request);

        var problem = await ProblemAssert.IsInvalidAsync(response, "issueId");
        Assert.Contains(query, problem.GetProperty("errors").GetProperty("issueId")[0].GetString()!, StringComparison.Ordinal);
    }
}
