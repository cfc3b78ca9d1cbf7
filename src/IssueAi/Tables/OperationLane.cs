namespace IssueAi.Tables;

/// <summary>Which operations on tables share places. Each lane has its own, so that neither holds up the other.</summary>
internal enum OperationLane
{
    /// <summary>A client waits for the operation: a read, or a write before the model is asked.</summary>
    Awaited,

    /// <summary>The operation records what happened. Nobody waits for its start.</summary>
    Recording,
}
