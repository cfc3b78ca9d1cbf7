namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands in for the published class of the same name.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
