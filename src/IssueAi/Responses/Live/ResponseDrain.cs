using IssueAi.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Live;

/// <summary>
/// Waits at shutdown until the running responses have ended and are recorded. The server still listens meanwhile, and
/// refuses new requests with <c>shutting_down</c>.
/// </summary>
internal sealed partial class ResponseDrain(
    LiveResponses live, ShutdownSignal shutdown, IOptions<HostOptions> host, TimeProvider clock, ILogger<ResponseDrain> logger)
    : IHostedLifecycleService
{
    // The part of the host's shutdown time that is left to interrupt and record responses, and to close connections.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    private TimeSpan DrainTimeout => host.Value.ShutdownTimeout switch
    {
        var limit when limit == Timeout.InfiniteTimeSpan => limit,
        var limit when limit > Reserve * 2 => limit - Reserve,
        var limit => limit / 2,
    };

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        shutdown.Begin();
        foreach (var response in Running()) response.StopIfUnreadCopy();
        if (await EndAsync(DrainTimeout)) return;

        var late = Running();
        Log.Interrupted(logger, late.Count);
        foreach (var response in late) response.Interrupt();
        await EndAsync(Reserve);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private List<LiveResponse> Running() => [.. live.Running.Where(response => !response.Completion.IsCompleted)];

    /// <summary>Waits until no response runs; false after the time-out.</summary>
    private async Task<bool> EndAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, clock);

        // A request that was admitted before may still open another response.
        while (Running() is { Count: > 0 } running && !limit.IsCancellationRequested)
        {
            await Task.WhenAll(running.Select(response => response.Completion))
                .WaitAsync(limit.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Running().Count == 0;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} responses were interrupted because this instance ends.")]
        public static partial void Interrupted(ILogger logger, int count);
    }
}
