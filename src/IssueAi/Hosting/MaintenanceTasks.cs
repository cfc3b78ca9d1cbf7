using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Hosting;

/// <summary>The maintenance tasks that a host runs from time to time.</summary>
/// <param name="tasks">The tasks.</param>
/// <param name="logger">Where a task that is postponed is reported.</param>
public sealed partial class MaintenanceTasks(IEnumerable<IMaintenanceTask> tasks, ILogger<MaintenanceTasks> logger)
{
    /// <summary>The name of the task that deletes expired rows.</summary>
    public const string Sweep = "sweep";

    /// <summary>The name of the task that fits the confidence scores to users' ratings.</summary>
    public const string Calibrate = "calibrate";

    /// <summary>Runs a task once. With storage down it is left for the next time.</summary>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Stops the task; the next run does the rest.</param>
    public async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await tasks.Single(task => task.Name == name).RunAsync(cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            Log.Postponed(logger, name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: the maintenance task '{Task}' waits for its next run.")]
        public static partial void Postponed(ILogger logger, string task);
    }
}
