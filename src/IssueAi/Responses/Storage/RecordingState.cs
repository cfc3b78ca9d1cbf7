namespace IssueAi.Responses.Storage;

/// <summary>The outcome of a write to a response's log.</summary>
internal enum RecordingState
{
    /// <summary>Everything is recorded.</summary>
    Recorded,

    /// <summary>Everything is recorded, and a client requested to cancel.</summary>
    CancelRequested,

    /// <summary>Nothing was recorded: the response was erased, or another instance found its lease expired and ended it.</summary>
    Lost,
}
