namespace IssueAi.RateLimiting;

/// <summary>What became of a write to a caller's row.</summary>
internal enum WriteOutcome
{
    /// <summary>It wasn't applied, since another instance changed the row first.</summary>
    Refused,

    /// <summary>It was applied.</summary>
    Written,

    /// <summary>Storage didn't answer. The write may have been applied, or may yet be.</summary>
    InDoubt,
}
