namespace IssueAi.Health;

/// <summary>The state of the model's endpoint.</summary>
internal enum ModelState
{
    /// <summary>Nothing answers.</summary>
    Unreachable,

    /// <summary>Something answers that may well be a model's server.</summary>
    Reachable,

    /// <summary>Something answers, but not as a server of chat completions does: another path, perhaps.</summary>
    NoModelServer,
}
