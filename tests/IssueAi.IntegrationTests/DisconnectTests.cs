using System.Collections.Concurrent;
using System.Diagnostics;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IssueAi.IntegrationTests;

[Collection(nameof(Measured))]
public sealed class DisconnectTests(AzuriteFixture azurite) : IAsyncLifetime, IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(LogLevel Level, string Message)> _log = new();
    private Product _product = null!;

    public async Task InitializeAsync() =>
        _product = await Product.StartAsync(
        builder => builder.Services.AddSingleton<ILoggerProvider>(_ => new LogRecorder(_log)), ("Tables:ConnectionString", azurite.ConnectionString));

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Theory]
    [InlineData(SimulatedFailure.Stall, 0)]
    [InlineData(SimulatedFailure.Stall, 3)]
    [InlineData(SimulatedFailure.None, 3)]
    public async Task A_Caller_Who_Leaves_Stops_The_Model_Within_A_Second(SimulatedFailure failure, int tokensSeen)
    {
        string[] chunks = [.. Enumerable.Range(0, 5000).Select(number => $"{number} ")];
        _product.Model.Script = _ => new Scenario { Chunks = chunks, TokenDelay = TimeSpan.FromMilliseconds(10), Failure = failure, FailAfter = tokensSeen };
        var response = await _product.PostAsync("Anything.");
        var call = await _product.Model.WaitForCallAsync().WaitAsync(Limits.Test);
        await Poll.UntilAsync(() => call.TokensSent >= tokensSeen);

        var clock = Stopwatch.StartNew();
        response.Dispose();
        await call.Ended.WaitAsync(Limits.Test);
        clock.Stop();

        Assert.Equal(CallState.Aborted, call.State);
        Assert.True(clock.Elapsed < Within, $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task A_Caller_Who_Leaves_While_The_Model_Holds_Its_Headers_Stops_It_Within_A_Second()
    {
        _product.Model.Script = _ => new Scenario { HoldHeaders = true, Gate = _ => new TaskCompletionSource().Task };
        var response = await _product.PostAsync("Anything.");
        var call = await _product.Model.WaitForCallAsync().WaitAsync(Limits.Test);

        var clock = Stopwatch.StartNew();
        response.Dispose();
        await call.Ended.WaitAsync(Limits.Test);
        clock.Stop();

        Assert.Equal(CallState.Aborted, call.State);
        Assert.True(clock.Elapsed < Within, $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task A_Caller_Who_Leaves_Is_No_Fault()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["one ", "two "], Failure = SimulatedFailure.Stall, FailAfter = 1 };

        for (var caller = 1; caller <= 20; caller++)
        {
            var response = await _product.PostAsync("Anything.");
            var call = await _product.Model.WaitForCallAsync(caller).WaitAsync(Limits.Test);
            response.Dispose();
            await call.Ended.WaitAsync(Limits.Test);
        }

        await Poll.UntilAsync(() => _log.Count(entry => entry.Message.EndsWith("disconnected before its end.", StringComparison.Ordinal)) == 20);
        Assert.DoesNotContain(_log, entry => entry.Level >= LogLevel.Warning);
    }

    private sealed class LogRecorder(ConcurrentQueue<(LogLevel Level, string Message)> entries) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
