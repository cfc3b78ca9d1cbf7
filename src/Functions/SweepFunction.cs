using System.Diagnostics.CodeAnalysis;
using IssueAi.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Deletes expired rows, once per hour.</summary>
public sealed class SweepFunction(MaintenanceTasks maintenance)
{
    [Function("sweep")]
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "The trigger binds to it.")]
    public Task RunAsync([TimerTrigger("0 7 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        maintenance.RunAsync(MaintenanceTasks.Sweep, cancellationToken);
}
