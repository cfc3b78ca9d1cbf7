using System.Diagnostics;
using IssueAi.ModelSimulator;
using IssueAi.Responses.Storage;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class DeadProducerTests(TwoInstances product)
{
    [Fact]
    public async Task Readers_Of_A_Killed_Instance_Are_Told_And_The_Next_Request_Is_Answered()
    {
        var dying = await product.StartAnotherAsync();
        var issue = new { issueId = "dead/producer", description = "Any." };
        product.Script(new Scenario { Chunks = ["Some ", "text ", "and more"], Failure = SimulatedFailure.Stall, FailAfter = 2 });
        using var post = await dying.PostAsync(issue);
        await product.Second.UntilAsync("dead%2Fproducer", "running");
        using var following = await product.Second.PostAsync(issue);
        using var reader = await BlockReader.OpenAsync(following);
        await reader.ReadUntilAsync(block => block.Contains("\"text \"", StringComparison.Ordinal));

        var clock = Stopwatch.StartNew();
        await dying.KillAsync();
        var told = await reader.ReadUntilAsync(block => block.Contains("\"error\"", StringComparison.Ordinal));
        clock.Stop();
        product.Script(new Scenario { Chunks = ["All of it."] });
        var next = await product.First.StreamAsync(issue);
        var stored = await product.First.GetAsync($"ai/responses/{post.ResponseId()}");

        Assert.Contains("\"code\":\"interrupted\",\"retryable\":true", told[^1], StringComparison.Ordinal);
        Assert.True(clock.Elapsed < ResponseStore.LeaseTime + TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
        Assert.Equal("All of it.", next.Text());
        Assert.False(next.IsCached());
        Assert.Equal("interrupted", stored.GetProperty("state").GetString());
        Assert.Equal("Some text ", stored.GetProperty("text").GetString());
    }
}
