using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class CancelTests(TwoInstances product)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Cancel_Stops_The_Model_Within_A_Second(bool fromAnotherInstance)
    {
        var issueId = $"cancel/{fromAnotherInstance}";
        product.Script(new Scenario { Chunks = ["Some ", "text ", "and more"], Failure = SimulatedFailure.Stall, FailAfter = 2 });
        using var post = await product.First.PostAsync(new { issueId, description = "Stop this." });
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadUntilAsync(block => block.Contains("text ", StringComparison.Ordinal));
        await product.Second.UntilAsync(Uri.EscapeDataString(issueId), "running");
        var call = product.Model.Calls.Single();

        var clock = Stopwatch.StartNew();
        using var cancel = await (fromAnotherInstance ? product.Second : product.First).Client
            .PostAsync($"api/ai/responses/{post.ResponseId()}/cancel", content: null);
        await call.Ended.WaitAsync(Limits.Test);
        clock.Stop();
        var last = await reader.ReadUntilAsync(block => block.Contains("\"error\"", StringComparison.Ordinal));

        Assert.Equal(CallState.Aborted, call.State);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.5), $"It took {clock.Elapsed}.");
        Assert.Contains("\"code\":\"cancelled\"", last[^1], StringComparison.Ordinal);
        var stored = await cancel.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("cancelled", stored.GetProperty("state").GetString());
        Assert.Equal("Some text ", stored.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_Cancel_Of_What_Has_Ended_Changes_Nothing()
    {
        product.Script(new Scenario { Chunks = ["Done."] });
        var done = await product.First.StreamAsync(new { issueId = "cancel/done", description = "Done." });

        foreach (var instance in new[] { product.First, product.Second })
        {
            using var cancel = await instance.Client.PostAsync($"api/ai/responses/{done.ResponseId()}/cancel", content: null);
            Assert.Equal(HttpStatusCode.OK, cancel.StatusCode);
            Assert.Equal("completed", (await cancel.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task A_Cancelled_Answer_Is_Not_Served_Again()
    {
        var issue = new { issueId = "cancel/again", description = "Stop this." };
        product.Script(new Scenario { Chunks = ["Some ", "text"], Failure = SimulatedFailure.Stall, FailAfter = 1 });
        using var post = await product.First.PostAsync(issue);
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();
        using var cancel = await product.First.Client.PostAsync($"api/ai/responses/{post.ResponseId()}/cancel", content: null);

        product.Script(new Scenario { Chunks = ["All of it."] });
        var again = await product.Second.StreamAsync(issue);

        Assert.False(again.IsCached());
        Assert.Equal("All of it.", again.Text());
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData("%2e%2e")]
    public async Task A_Cancel_Of_Nothing_Is_Not_Found(string responseId)
    {
        using var cancel = await product.First.Client.PostAsync($"api/ai/responses/{responseId}/cancel", content: null);

        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
    }

    [Fact]
    public async Task A_Cancel_Works_Without_History_Too()
    {
        var instance = await product.StartAnotherAsync(("History__Enabled", "false"));
        product.Script(new Scenario { Chunks = ["Some ", "text"], Failure = SimulatedFailure.Stall, FailAfter = 1 });
        using var post = await instance.PostAsync(new { issueId = "cancel/unrecorded", description = "Stop this." });
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();

        using var cancel = await instance.Client.PostAsync($"api/ai/responses/{post.ResponseId()}/cancel", content: null);
        var stored = await cancel.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("cancelled", stored.GetProperty("state").GetString());
        Assert.Equal("Some ", stored.GetProperty("text").GetString());
    }
}
