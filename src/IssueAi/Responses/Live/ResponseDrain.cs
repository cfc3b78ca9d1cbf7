using IssueAi.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Live;

/// <summary>
/// Lets the responses that are running end, and be recorded, before the process does. It works while the server still
/// listens, so that who comes meanwhile is told to go elsewhere.
/// </summary>
internal sealed partial class ResponseDrain(
    LiveResponses live, ShutdownSignal shutdown, IOptions<HostOptions> host, TimeProvider clock, ILogger<ResponseDrain> logger)
    : IHostedLifecycleService
{
    // What is left of the host's time to end and record what isn't complete, and to close connections.
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

    /// <summary>Waits until nothing runs any more; false when that takes longer than it may.</summary>
    private async Task<bool> EndAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, clock);

        // A request that was let in a moment before may open another one meanwhile.
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
        [LoggerMessage(LogLevel.Warning, "{Count} responses weren't complete when this instance had to end.")]
        public static partial void Interrupted(ILogger logger, int count);
    }
}
