namespace IssueAi.Tables;

/// <summary>Which operations on tables share places. Each lane has its own, so that neither holds up the other.</summary>
internal enum OperationLane
{
    /// <summary>A client waits for the operation, on this instance or on another.</summary>
    Awaited,

    /// <summary>A delay costs model tokens (is there a follower?) or raises an alert (the health check). It goes before those that clients wait for.</summary>
    Urgent,

    /// <summary>The operation records events or an issue. Nobody waits for it.</summary>
    Recording,
}
