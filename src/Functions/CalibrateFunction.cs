using System.Diagnostics.CodeAnalysis;
using IssueAi.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Fits the confidence scores to users' ratings, once per hour.</summary>
public sealed class CalibrateFunction(MaintenanceTasks maintenance)
{
    [Function("calibrate")]
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "The trigger binds to it.")]
    public Task RunAsync([TimerTrigger("0 37 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        maintenance.RunAsync(MaintenanceTasks.Calibrate, cancellationToken);
}
