using Microsoft.Azure.Functions.Worker;

namespace IssueAi.IntegrationTests;

/// <summary>A timer function that fails every time, as one may.</summary>
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
