using System.Net;
using System.Net.Http.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class ErasureTests(TwoInstances product)
{
    [Fact]
    public async Task An_Erased_Answer_Is_Gone_From_History_And_Cache_Too()
    {
        var issue = new { issueId = "erase/one", description = "Any." };
        product.Script(new Scenario { Chunks = ["An answer."] });
        var first = await product.First.StreamAsync(issue);

        using var erased = await product.Second.Client.DeleteAsync($"api/ai/responses/{first.ResponseId()}");
        using var again = await product.First.Client.DeleteAsync($"api/ai/responses/{first.ResponseId()}");
        using var read = await product.First.Client.GetAsync($"api/ai/responses/{first.ResponseId()}");
        var history = await product.First.GetAsync("issues/erase%2Fone/responses");
        var second = await product.First.StreamAsync(issue);

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(0, history.GetProperty("items").GetArrayLength());
        Assert.False(second.IsCached());
    }

    [Fact]
    public async Task An_Answer_Erased_While_It_Runs_Stops_The_Model_And_Stays_Erased()
    {
        product.Script(new Scenario { Chunks = ["Some ", "text"], Failure = SimulatedFailure.Stall, FailAfter = 1 });
        using var post = await product.First.PostAsync(new { issueId = "erase/running", description = "Any." });
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();
        await product.Second.UntilAsync("erase%2Frunning", "running");

        using var erased = await product.Second.Client.DeleteAsync($"api/ai/responses/{post.ResponseId()}");
        await product.Model.Calls.Single().Ended.WaitAsync(Limits.Test);
        await reader.ReadUntilAsync(block => block.Contains("\"error\"", StringComparison.Ordinal));
        using var read = await product.Second.Client.GetAsync($"api/ai/responses/{post.ResponseId()}");

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(CallState.Aborted, product.Model.Calls.Single().State);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task An_Erased_Issue_Takes_All_Its_Answers_Along()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        var refined = await product.First.StreamAsync(new { issueId = "erase/issue", description = "Any." });
        var estimated = await product.First.StreamAsync(new { issueId = "erase/issue" }, "estimate");

        using var erased = await product.Second.Client.DeleteAsync("api/issues/erase%2Fissue");
        using var again = await product.Second.Client.DeleteAsync("api/issues/erase%2Fissue");
        using var unknown = await product.Second.Client.PostAsJsonAsync("api/ai/refine", new { issueId = "erase/issue" });

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        foreach (var responseId in new[] { refined.ResponseId(), estimated.ResponseId() })
        {
            using var read = await product.First.Client.GetAsync($"api/ai/responses/{responseId}");
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        }
    }

    [Fact]
    public async Task An_Answer_That_Never_Was_Is_Not_Found()
    {
        using var erased = await product.First.Client.DeleteAsync("api/ai/responses/00000000000000000000000000000000");

        Assert.Equal(HttpStatusCode.NotFound, erased.StatusCode);
    }
}
