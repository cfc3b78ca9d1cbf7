using Microsoft.Azure.Functions.Worker;

namespace IssueAi.IntegrationTests;

/// <summary>A timer function that fails on every run.</summary>
public sealed class TickFunction(Ticks ticks)
{
    [Function("tick")]
    public Task RunAsync([TimerTrigger("0 30 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        cancellationToken.ThrowIfCancellationRequested();
        ticks.Add();
        throw new InvalidOperationException("This run fails.");
    }
}
