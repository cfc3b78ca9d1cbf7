using System.Text.Json;
using IssueAi.FunctionsHosting;
using IssueAi.FunctionsTests.Hosting;
using IssueAi.IntegrationTests;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.FunctionsTests;

/// <summary>Streams during the stop of their host, their worker or their invocation.</summary>
public sealed class LifecycleTests(TwoInstances product) : IClassFixture<TwoInstances>
{
    private readonly TaskCompletionSource _gate = new();

    [Theory]
    [InlineData("")]
    [InlineData("?resumable=true")]
    public async Task Drain_Mode_Lets_Streams_Run_To_Their_Ends(string query)
    {
        await using var instance = await StartAsync(FunctionApp.HostOptions);
        using var post = await OpenAsync(instance, $"drain/{query}", query);
        using var reader = await ReadFirstAsync(post);

        using var drain = await instance.Client.PostAsync("admin/host/drain", content: null);
        using var status = JsonDocument.Parse(await instance.Client.GetStringAsync("admin/host/drain/status"));
        _gate.SetResult();
        var rest = await reader.ReadUntilAsync(IsTerminal);

        Assert.Equal(1, status.RootElement.GetProperty("outstandingInvocations").GetInt32());
        Assert.Contains("\"metadata\"", rest[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Host_That_Is_Terminated_Resets_Its_Streams_And_They_Go_On_Elsewhere()
    {
        await using var instance = await StartAsync(FunctionApp.HostOptions with { ShutdownTimeout = TimeSpan.FromSeconds(1) });
        using var post = await OpenAsync(instance, "sigterm", "?resumable=true");
        using var reader = await ReadFirstAsync(post);

        var ending = instance.Host.TerminateAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadUntilAsync(IsTerminal));
        using var resumed = await product.Second.ResumeAsync(post.ResponseId(), after: 1);
        _gate.SetResult();
        var rest = await FrameReader.ReadToTerminalAsync(resumed);
        await ending;

        Assert.Equal("and after.", rest.Text());
        Assert.Equal("metadata", rest[^1].TypeOf());
    }

    [Fact]
    public async Task A_Worker_That_Is_Asked_To_End_Sends_Resumable_Streams_Elsewhere()
    {
        await using var instance = await StartAsync(FunctionApp.HostOptions);
        using var post = await OpenAsync(instance, "terminate/resumable", "?resumable=true");
        using var reader = await ReadFirstAsync(post);

        instance.Host.Worker.Link.Terminate();
        var told = await reader.ReadUntilAsync(IsTerminal);
        using var resumed = await product.Second.ResumeAsync(post.ResponseId(), after: 1);
        _gate.SetResult();
        var rest = await FrameReader.ReadToTerminalAsync(resumed);

        Assert.Contains("\"reconnect\"", told[^1], StringComparison.Ordinal);
        Assert.Equal("and after.", rest.Text());
    }

    [Fact]
    public async Task A_Worker_That_Is_Asked_To_End_Lets_A_Plain_Stream_Finish()
    {
        await using var instance = await StartAsync(FunctionApp.HostOptions);
        using var post = await OpenAsync(instance, "terminate/plain", "");
        using var reader = await ReadFirstAsync(post);

        instance.Host.Worker.Link.Terminate();
        _gate.SetResult();
        var rest = await reader.ReadUntilAsync(IsTerminal);

        Assert.Contains("\"metadata\"", rest[^1], StringComparison.Ordinal);
        await instance.Host.Worker.Process.WaitForExitAsync().WaitAsync(Limits.Test);
    }

    [Fact]
    public async Task A_Worker_That_Crashes_Cuts_Its_Streams_Off_And_The_Next_One_Answers()
    {
        await using var instance = await StartAsync(FunctionApp.HostOptions);
        using var post = await OpenAsync(instance, "crash", "?resumable=true");
        using var reader = await ReadFirstAsync(post);
        await product.Second.UntilAsync("crash", "running");
        var crashed = instance.Host.Worker;

        await crashed.KillAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadUntilAsync(IsTerminal));
        await instance.Host.RestartWorkerAsync(crashed);
        using var resumed = await instance.ResumeAsync(post.ResponseId(), after: 0);
        var told = await FrameReader.ReadToTerminalAsync(resumed);
        product.Script(new Scenario { Chunks = ["All of it."] });
        var next = await instance.StreamAsync(new { issueId = "crash", description = "Any." });

        Assert.Equal("interrupted", told[^1].GetProperty("code").GetString());
        Assert.True(told[^1].GetProperty("retryable").GetBoolean());
        Assert.Equal("All of it.", next.Text());
    }

    [Theory]
    [InlineData("", "upstream_timeout")]
    [InlineData("?resumable=true", "\"reconnect\"")]
    public async Task The_Services_Own_Limits_End_A_Stream_Before_The_Function_Times_Out(string query, string end)
    {
        await using var instance = await StartAsync(
            FunctionApp.HostOptions with { FunctionTimeout = TimeSpan.FromSeconds(32) }, ("Streaming__MaxDuration", "00:00:01"), ("Streaming__DisconnectGrace", "00:00:00.2"));
        var worker = instance.Host.Worker;
        using var other = await OpenAsync(instance, $"limit/{query}", query);
        using var reader = await BlockReader.OpenAsync(other);
        var blocks = await reader.ReadUntilAsync(IsTerminal);
        other.Dispose();
        await Poll.UntilAsync(() => !instance.Host.IsBusy);

        Assert.Contains(end, blocks[^1], StringComparison.Ordinal);
        Assert.Same(worker, instance.Host.Worker);
        Assert.False(worker.Process.HasExited);
    }

    [Fact]
    public async Task Settings_That_Would_Outlast_The_Functions_Timeout_Stop_The_Start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(FunctionApp.HostOptions, ("Streaming__MaxDuration", "00:03:30")));

        Assert.Contains("Streaming__MaxDuration: 00:03:30", failure.Message, StringComparison.Ordinal);
        Assert.Contains("functionTimeout in host.json, 00:05:00", failure.Message, StringComparison.Ordinal);
    }

    private static bool IsTerminal(string block) => block.Contains("responseId", StringComparison.Ordinal);

    private static async Task<BlockReader> ReadFirstAsync(HttpResponseMessage response)
    {
        var reader = await BlockReader.OpenAsync(response);
        Assert.Contains("Before ", await reader.ReadEventAsync(), StringComparison.Ordinal);
        return reader;
    }

    private Task<ProductProcess> StartAsync(FunctionsHostOptions options, params (string Key, string Value)[] settings) =>
        ProductProcess.StartAsync(options, product.TablesConnection, product.Model, settings);

    private async Task<HttpResponseMessage> OpenAsync(ProductProcess instance, string issueId, string query)
    {
        product.Script(new Scenario { Chunks = ["Before ", "and ", "after."], Gate = token => _gate.Task.WaitAsync(token), GateBefore = 1 });
        return await instance.PostAsync(new { issueId, description = "Any." }, query: query);
    }
}
