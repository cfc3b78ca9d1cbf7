namespace IssueAi.Responses.Storage;

/// <summary>What a producer learns each time it writes to its response's log.</summary>
internal enum RecordingState
{
    /// <summary>All is recorded.</summary>
    Recorded,

    /// <summary>All is recorded, and somebody asked to cancel.</summary>
    CancelRequested,

    /// <summary>Nothing was recorded: the response was erased, or somebody found its lease expired and ended it.</summary>
    Lost,
}
