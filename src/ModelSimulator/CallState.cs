namespace IssueAi.ModelSimulator;

/// <summary>How far a call has come.</summary>
public enum CallState
{
    /// <summary>The simulator is answering, or stalling on purpose.</summary>
    Running,

    /// <summary>The simulator did all it meant to do, failures on purpose included.</summary>
    Completed,

    /// <summary>The client left first, or the server was stopped.</summary>
    Aborted,
}
