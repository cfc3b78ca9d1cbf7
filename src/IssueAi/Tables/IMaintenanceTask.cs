namespace IssueAi.Tables;

/// <summary>Work on the tables that a host runs from time to time.</summary>
public interface IMaintenanceTask
{
    /// <summary>Gets the name that the host knows it by.</summary>
    string Name { get; }

    /// <summary>Runs once. The next run does the rest.</summary>
    /// <param name="cancellationToken">Stops between two rows or partitions.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
