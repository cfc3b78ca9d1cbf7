namespace IssueAi.ModelSimulator.Http;

/// <summary>Leaves the process's signals to the host the simulator runs in; the default lifetime would swallow Ctrl+C.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
