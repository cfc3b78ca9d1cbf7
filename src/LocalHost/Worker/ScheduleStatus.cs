namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands in for the published class of the same name.</summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
