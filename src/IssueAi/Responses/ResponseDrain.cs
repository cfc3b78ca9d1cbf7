using Microsoft.Extensions.Hosting;

namespace IssueAi.Responses;

/// <summary>Lets the responses that are running end, and be recorded, before the process does.</summary>
internal sealed class ResponseDrain(LiveResponses live) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for as long as the host gives it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var left = Task.WhenAll(live.Running.Select(response => response.Completion));
        await left.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
