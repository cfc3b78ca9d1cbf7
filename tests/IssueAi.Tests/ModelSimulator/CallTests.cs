using IssueAi.ModelSimulator;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.ModelSimulator;

public sealed class CallTests : IAsyncLifetime
{
    private readonly SimulatorFixture _simulator = new();

    public Task InitializeAsync() => _simulator.InitializeAsync();

    public Task DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Client_That_Leaves_A_Stall_Is_Noticed()
    {
        _simulator.Server.Script = _ => new Scenario { Failure = SimulatedFailure.Stall, FailAfter = 3 };
        var response = await _simulator.SendAsync(Prompts.Body());
        var call = await _simulator.Server.WaitForCallAsync();
        await SpinUntilAsync(() => call.TokensSent == 3);

        var running = call.State;
        response.Dispose();
        await call.Ended.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(CallState.Running, running);
        Assert.Equal(CallState.Aborted, call.State);
        Assert.Equal("""{"active":0,"total":1,"completed":0,"aborted":1,"tokensSent":3}""", await SummaryAsync());
    }

    [Fact]
    public async Task Client_That_Leaves_A_Closed_Gate_Is_Noticed()
    {
        _simulator.Server.Script = _ => new Scenario { HoldHeaders = true, Gate = _ => new TaskCompletionSource().Task };
        using var leaving = new CancellationTokenSource();
        var sending = _simulator.SendAsync(Prompts.Body(), cancellationToken: leaving.Token);
        var call = await _simulator.Server.WaitForCallAsync();

        await leaving.CancelAsync();
        await call.Ended.WaitAsync(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(CallState.Aborted, call.State);
        Assert.Equal(0, call.TokensSent);
    }

    [Fact]
    public async Task Gate_Holds_Back_The_Token_It_Stands_Before()
    {
        var gate = new TaskCompletionSource();
        _simulator.Server.Script = _ => new Scenario { Chunks = ["a", "b", "c"], Gate = _ => gate.Task, GateBefore = 2 };
        using var response = await _simulator.SendAsync(Prompts.Body());
        var call = await _simulator.Server.WaitForCallAsync();
        await SpinUntilAsync(() => call.TokensSent == 2);

        gate.SetResult();
        var stream = await Transcript.ReadAsync(response);

        Assert.Equal("abc", stream.Text);
        await call.Ended;
        Assert.Equal(CallState.Completed, call.State);
    }

    [Fact]
    public async Task Call_Shows_What_Was_Asked()
    {
        await _simulator.StreamAsync(Prompts.Body(task: "estimate"));

        var call = await _simulator.Server.WaitForCallAsync();
        Assert.Equal("gpt-test", call.Deployment);
        Assert.Equal("2024-10-21", call.ApiVersion);
        Assert.Equal("secret", call.ApiKey);
        Assert.Contains("Task: estimate", call.SystemMessage, StringComparison.Ordinal);
        Assert.Contains("Title: Checkout fails", call.UserMessage, StringComparison.Ordinal);
        Assert.True(call.Body.GetProperty("stream").GetBoolean());
    }

    [Fact]
    public async Task Calls_Are_Awaited_By_Number_And_Forgotten_On_Reset()
    {
        var second = _simulator.Server.WaitForCallAsync(2);
        await _simulator.StreamAsync(Prompts.Body());
        var before = second.IsCompleted;
        await _simulator.StreamAsync(Prompts.Body(), SimulatorFixture.OpenAIPath);

        Assert.False(before);
        Assert.Null((await second).Deployment);
        using var _ = await _simulator.Client.DeleteAsync("/simulator/calls");
        Assert.Empty(_simulator.Server.Calls);
        Assert.Equal("""{"active":0,"total":0,"completed":0,"aborted":0,"tokensSent":0}""", await SummaryAsync());
    }

    [Fact]
    public async Task Delays_Run_By_The_Given_Clock()
    {
        var clock = new FakeTimeProvider();
        await using var server = await ModelSimulatorServer.StartAsync(new()
        {
            FirstTokenDelay = TimeSpan.FromMinutes(3),
            TokenDelay = TimeSpan.FromMinutes(1),
            TimeProvider = clock,
        });
        server.Script = _ => new Scenario { Chunks = ["a", "b"] };
        using var response = await _simulator.SendAsync(Prompts.Body(), new Uri(server.Endpoint, SimulatorFixture.AzurePath).ToString());
        var call = await server.WaitForCallAsync();
        var minutes = 0;

        while (!call.Ended.IsCompleted && minutes < 100_000)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            minutes++;
            await Task.Yield();
        }

        Assert.True(minutes >= 4);
        Assert.Equal(2, call.TokensSent);
    }

    [Fact]
    public async Task Stopping_Ends_Calls_At_Once()
    {
        _simulator.Server.Script = _ => new Scenario { Failure = SimulatedFailure.Stall };
        using var response = await _simulator.SendAsync(Prompts.Body());
        var call = await _simulator.Server.WaitForCallAsync();

        await _simulator.Server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.True(call.Ended.IsCompleted);
    }

    private Task<string> SummaryAsync() => _simulator.Client.GetStringAsync("/simulator/calls");

    private static async Task SpinUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        while (!condition());
    }
}
