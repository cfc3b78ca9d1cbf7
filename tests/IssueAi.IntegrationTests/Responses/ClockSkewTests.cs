using System.Diagnostics;
using IssueAi.ModelSimulator;
using IssueAi.Responses.Storage;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>Uses separate instances: it waits for leases to expire, while other tests run.</summary>
public sealed class ClockSkewTests(TwoInstances product) : IClassFixture<TwoInstances>
{
    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task Instances_Whose_Clocks_Differ_Share_And_Cache_Answers(int minutes)
    {
        var shifted = await product.StartAnotherAsync((tables, model) => ShiftedHost.StartAsync(TimeSpan.FromMinutes(minutes), tables, model));
        foreach (var (producing, other) in new[] { (product.First, shifted), (shifted, product.First) })
        {
            var issue = new { issueId = $"skew/{minutes}/{producing == shifted}", description = "Any." };
            var gate = Script("For ", "both ", "of us.");
            using var post = await producing.PostAsync(issue);
            using var produced = await BlockReader.OpenAsync(post);
            await produced.ReadEventAsync();
            using var following = await other.PostAsync(issue);
            using var followed = await BlockReader.OpenAsync(following);
            await followed.ReadEventAsync();

            var running = await other.GetAsync($"ai/responses/{post.ResponseId()}");
            gate.SetResult();
            await produced.ReadUntilAsync(IsMetadata);
            var rest = await followed.ReadUntilAsync(IsMetadata);
            var again = await Task.WhenAll(producing.StreamAsync(issue), other.StreamAsync(issue));

            Assert.Equal("running", running.GetProperty("state").GetString());
            Assert.Equal("both of us.", rest.Select(FrameReader.Parse).Text());
            Assert.All(again, frames => Assert.Equal("For both of us.", frames.Text()));
            Assert.All(again, frames => Assert.True(frames.IsCached()));
            Assert.Single(product.Model.Calls);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_Dead_Producer_Is_Found_Out_Whatever_Its_Clock_Said(int minutes)
    {
        var dying = await product.StartAnotherAsync((tables, model) => ShiftedHost.StartAsync(TimeSpan.FromMinutes(minutes), tables, model));
        var issue = new { issueId = $"skew/dead/{minutes}", description = "Any." };
        product.Script(new Scenario { Chunks = ["Some ", "text"], Failure = SimulatedFailure.Stall, FailAfter = 1 });
        using var post = await dying.PostAsync(issue);
        await product.First.UntilAsync($"skew%2Fdead%2F{minutes}", "running");
        using var following = await product.First.PostAsync(issue);
        using var reader = await BlockReader.OpenAsync(following);
        await reader.ReadEventAsync();

        var clock = Stopwatch.StartNew();
        await dying.KillAsync();
        var told = await reader.ReadUntilAsync(block => block.Contains("\"error\"", StringComparison.Ordinal));

        Assert.Contains("\"code\":\"interrupted\"", told[^1], StringComparison.Ordinal);
        Assert.True(clock.Elapsed < ResponseStore.LeaseTime + TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }

    private TaskCompletionSource Script(params string[] chunks)
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = chunks, Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        return gate;
    }

    private static bool IsMetadata(string block) => block.Contains("\"metadata\"", StringComparison.Ordinal);
}
