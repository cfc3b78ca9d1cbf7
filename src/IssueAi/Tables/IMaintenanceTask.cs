namespace IssueAi.Tables;

/// <summary>Work on the tables that a host runs from time to time.</summary>
public interface IMaintenanceTask
{
    /// <summary>Gets the name that the host knows it by.</summary>
    string Name { get; }

    /// <summary>Runs once. What it doesn't finish is left for the next time.</summary>
    /// <param name="cancellationToken">Stops between two rows or partitions.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
