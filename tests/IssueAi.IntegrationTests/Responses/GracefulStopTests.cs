using System.Diagnostics;
using System.Net.Http.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class GracefulStopTests(TwoInstances product)
{
    [Fact]
    public async Task A_Plain_Stream_Runs_To_Its_End_While_New_Requests_Are_Sent_Elsewhere()
    {
        var ending = await product.StartAnotherAsync();
        var gate = Script("Before ", "and ", "after.");
        using var post = await ending.PostAsync(new { issueId = "stop/plain", description = "Any." });
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();

        await ending.TerminateAsync();
        await UntilRefusedAsync(ending);
        using var generate = await ending.Client.PostAsync("api/ai/refine", JsonContent.Create(new { issueId = "stop/new", description = "Any." }));
        using var read = await ending.Client.GetAsync($"api/ai/responses/{post.ResponseId()}");
        using var health = await ending.Client.GetAsync("api/health");
        gate.SetResult();
        var rest = await reader.ReadUntilAsync(block => block.Contains("\"metadata\"", StringComparison.Ordinal));

        foreach (var refused in new[] { generate, read, health })
        {
            await ProblemAssert.IsAsync(refused, 503, "shutting_down");
            Assert.True(refused.Headers.ConnectionClose);
        }

        Assert.Equal("and after.", rest.Select(FrameReader.Parse).Text());
        Assert.Equal(0, await ending.WaitForExitAsync());
        var stored = await product.Second.GetAsync($"ai/responses/{post.ResponseId()}");
        Assert.Equal("completed", stored.GetProperty("state").GetString());
        Assert.Equal("Before and after.", stored.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_Resumable_Stream_Goes_On_Elsewhere_And_Is_Recorded_To_Its_End()
    {
        var ending = await product.StartAnotherAsync(("Streaming__DisconnectGrace", "00:00:00"));
        var gate = Script("Before ", "and ", "after.");
        using var post = await ending.PostAsync(new { issueId = "stop/resumable", description = "Any." }, query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();

        await ending.TerminateAsync();
        var told = await reader.ReadUntilAsync(block => block.Contains("\"reconnect\"", StringComparison.Ordinal));
        var end = await reader.ReadEventAsync();
        using var resumed = await product.Second.ResumeAsync(post.ResponseId(), after: 1);
        gate.SetResult();
        var rest = await FrameReader.ReadAllAsync(resumed);

        Assert.Equal($$"""data: {"type":"reconnect","after":1,"responseId":"{{post.ResponseId()}}"}""", Assert.Single(told));
        Assert.Null(end);
        Assert.Equal("and after.", rest.Text());
        Assert.Equal("metadata", rest[^1].TypeOf());
        Assert.Equal(0, await ending.WaitForExitAsync());
        Assert.Equal(CallState.Completed, product.Model.Calls.Single().State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_Answer_That_Takes_Too_Long_Is_Stored_As_Interrupted(bool isResumable)
    {
        var ending = await product.StartAnotherAsync(("shutdownTimeoutSeconds", "2"));
        product.Script(new Scenario { Chunks = ["Some ", "text ", "and more"], Failure = SimulatedFailure.Stall, FailAfter = 2 });
        var issue = new { issueId = $"stop/late/{isResumable}", description = "Any." };
        using var post = await ending.PostAsync(issue, query: isResumable ? "?resumable=true" : "");
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadUntilAsync(block => block.Contains("text ", StringComparison.Ordinal));

        await ending.TerminateAsync();
        var last = (await reader.ReadUntilAsync(block => block.Contains("responseId", StringComparison.Ordinal)))[^1];
        var exitCode = await ending.WaitForExitAsync();
        var stored = await product.Second.GetAsync($"ai/responses/{post.ResponseId()}");
        product.Script(new Scenario { Chunks = ["All of it."] });
        var again = await product.Second.StreamAsync(issue);

        Assert.Contains(isResumable ? "\"reconnect\"" : "\"code\":\"interrupted\",\"retryable\":true", last, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Equal("interrupted", stored.GetProperty("state").GetString());
        Assert.Equal("Some text ", stored.GetProperty("text").GetString());
        Assert.False(again.IsCached());
        Assert.Equal("All of it.", again.Text());
    }

    [Fact]
    public async Task A_Reader_Of_Another_Instances_Answer_Keeps_Nobody_Waiting()
    {
        var ending = await product.StartAnotherAsync();
        var gate = Script("Before ", "and ", "after.");
        var issue = new { issueId = "stop/reader", description = "Any." };
        using var post = await product.First.PostAsync(issue);
        using var following = await ending.PostAsync(issue, query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(following);
        await reader.ReadEventAsync();

        await ending.TerminateAsync();
        await reader.ReadUntilAsync(block => block.Contains("\"reconnect\"", StringComparison.Ordinal));
        var exitCode = await ending.WaitForExitAsync();
        gate.SetResult();
        var whole = await FrameReader.ReadAllAsync(post);

        Assert.Equal(0, exitCode);
        Assert.Equal("Before and after.", whole.Text());
    }

    [Fact]
    public async Task An_Idle_Instance_Ends_At_Once()
    {
        var ending = await product.StartAnotherAsync();
        product.Script(new Scenario { Chunks = ["Done."] });
        await ending.StreamAsync(new { issueId = "stop/idle", description = "Any." });

        var clock = Stopwatch.StartNew();
        await ending.TerminateAsync();
        var exitCode = await ending.WaitForExitAsync();

        Assert.Equal(0, exitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task The_Second_Interrupt_Ends_It_At_Once()
    {
        var ending = await product.StartAnotherAsync();
        product.Script(new Scenario { Chunks = ["Some ", "text"], Failure = SimulatedFailure.Stall, FailAfter = 1 });
        using var post = await ending.PostAsync(new { issueId = "stop/twice", description = "Any." });
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();

        await ending.InterruptAsync();
        await UntilRefusedAsync(ending);
        var clock = Stopwatch.StartNew();
        await ending.InterruptAsync();
        var exitCode = await ending.WaitForExitAsync();

        Assert.Equal(130, exitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }

    private TaskCompletionSource Script(params string[] chunks)
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = chunks, Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        return gate;
    }

    private static async Task UntilRefusedAsync(ProductProcess ending)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var answer = await ending.Client.GetAsync("api/issues/stop%2Fpoll/responses");
            if ((int)answer.StatusCode == 503) return;
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }
}
