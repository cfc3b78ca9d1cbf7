using System.Net;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>Uses two separate instances, since it stops their storage.</summary>
public sealed class StorageDownTests(TwoInstances product) : IClassFixture<TwoInstances>, IAsyncLifetime
{
    private const string Healthy = """{"status":"healthy","checks":{"storage":"healthy","model":"healthy"}}""";
    private const string NoStorage = """{"status":"unhealthy","checks":{"storage":"unhealthy","model":"healthy"}}""";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Each test begins once both instances use storage again.</summary>
    public async Task InitializeAsync()
    {
        await product.StartStorageAsync();
        await Task.WhenAll(
            UntilHealthIsAsync(product.First, HttpStatusCode.OK, Healthy), UntilHealthIsAsync(product.Second, HttpStatusCode.OK, Healthy));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Answers_Stream_On_Unrecorded_And_Are_Recorded_Again_When_Storage_Is_Back()
    {
        product.Script(new Scenario { Chunks = ["An ", "answer."] });
        var before = await product.First.StreamAsync(new { issueId = "down/before", description = "Any." });

        await product.StopStorageAsync();
        await UntilHealthIsAsync(product.First, HttpStatusCode.ServiceUnavailable, NoStorage);
        var during = await product.First.StreamAsync(new { issueId = "down/during", description = "Any." });
        var again = await product.First.StreamAsync(new { issueId = "down/during", description = "Any." });
        using var read = await product.First.Client.GetAsync($"api/ai/responses/{before.ResponseId()}");
        using var list = await product.First.Client.GetAsync("api/issues/down%2Fduring/responses");
        using var post = await product.First.Client.PostAsync(
            "api/ai/refine", new StringContent("""{"issueId":"down/unknown"}""", System.Text.Encoding.UTF8, "application/json"));

        Assert.False(before.Metadata().TryGetProperty("stored", out _));
        Assert.All([during, again], frames => Assert.Equal("An answer.", frames.Text()));
        Assert.All([during, again], frames => Assert.False(frames.Metadata().GetProperty("stored").GetBoolean()));
        Assert.False(again.IsCached());
        Assert.All([read, list, post], response => Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode));
        Assert.Contains("\"storage_unavailable\"", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await product.StartStorageAsync();
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(PollInterval);
        while ((await product.First.StreamAsync(new { issueId = "down/after", description = "Any." })).Metadata().TryGetProperty("stored", out _))
            await poll.WaitForNextTickAsync(limit.Token);
        await UntilHealthIsAsync(product.First, HttpStatusCode.OK, Healthy);
    }

    [Fact]
    public async Task Storage_That_Hangs_In_Mid_Stream_And_Comes_Back_Loses_Nothing()
    {
        product.Script(new Scenario { Chunks = ["An ", "answer."] });
        var before = await product.First.StreamAsync(new { issueId = "hang/before", description = "Any." });
        var gate = new TaskCompletionSource();
        string[] chunks = [.. Enumerable.Range(0, 50).Select(number => $"{number} ")];
        product.Script(new Scenario
        {
            Chunks = chunks, TokenDelay = TimeSpan.FromMilliseconds(50), Gate = token => gate.Task.WaitAsync(token), GateBefore = chunks.Length,
        });
        using var post = await product.First.PostAsync(new { issueId = "hang/midway", description = "Any." });
        using var reader = await BlockReader.OpenAsync(post);
        await product.First.UntilAsync("hang%2Fmidway", "running");

        await product.SuspendStorageAsync();
        await reader.ReadUntilAsync(block => block.Contains("\"49 \"", StringComparison.Ordinal));
        await product.ResumeStorageAsync();
        await product.First.UntilAsync("hang%2Fmidway", "running");
        gate.SetResult();
        var last = await reader.ReadUntilAsync(block => block.Contains("\"metadata\"", StringComparison.Ordinal));
        var stored = await product.Second.GetAsync($"ai/responses/{post.ResponseId()}");
        var old = await product.Second.GetAsync($"ai/responses/{before.ResponseId()}");

        Assert.DoesNotContain("\"stored\"", last[^1], StringComparison.Ordinal);
        Assert.Equal(string.Concat(chunks), stored.GetProperty("text").GetString());
        Assert.Equal("An answer.", old.GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_Runs_On_An_Instance_Is_Attached_To_There()
    {
        var gate = new TaskCompletionSource();
        await product.StopStorageAsync();
        product.Script(new Scenario { Chunks = ["Before ", "and ", "after."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        using var post = await product.First.PostAsync(new { issueId = "down/running", description = "Any." }, query: "?resumable=true");

        using var attached = await product.First.Client.GetAsync("api/ai/refine/stream?issueId=down%2Frunning", HttpCompletionOption.ResponseHeadersRead);
        using var elsewhere = await product.Second.Client.GetAsync("api/ai/refine/stream?issueId=down%2Frunning");
        gate.SetResult();
        var frames = await FrameReader.ReadAllAsync(attached);
        await product.StartStorageAsync();

        Assert.Equal(post.ResponseId(), attached.ResponseId());
        Assert.Equal("Before and after.", frames.Text());
        await ProblemAssert.IsAsync(elsewhere, 503, "storage_unavailable");
    }

    [Fact]
    public async Task Storage_Lost_In_Mid_Stream_Loses_No_Frame()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = ["Before ", "and ", "after."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        using var post = await product.Second.PostAsync(new { issueId = "down/midway", description = "Any." });
        await product.Second.UntilAsync("down%2Fmidway", "running");

        await product.StopStorageAsync();
        gate.SetResult();
        var frames = await FrameReader.ReadAllAsync(post);
        await product.StartStorageAsync();

        Assert.Equal("Before and after.", frames.Text());
        Assert.False(frames.Metadata().GetProperty("stored").GetBoolean());
    }

    /// <summary>Polls, since an instance remembers its last check for two seconds.</summary>
    private static async Task UntilHealthIsAsync(ProductProcess instance, HttpStatusCode status, string body)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(PollInterval);
        while (await CheckAsync() != (status, body)) await poll.WaitForNextTickAsync(limit.Token);

        async Task<(HttpStatusCode Status, string Body)> CheckAsync()
        {
            using var health = await instance.Client.GetAsync("api/health");
            return (health.StatusCode, await health.Content.ReadAsStringAsync());
        }
    }
}
