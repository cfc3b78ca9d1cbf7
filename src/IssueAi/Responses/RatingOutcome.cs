namespace IssueAi.Responses;

/// <summary>The outcome of a user's feedback on a response.</summary>
internal enum RatingOutcome
{
    /// <summary>It is stored, in place of earlier feedback.</summary>
    Stored,

    /// <summary>The tenant has no response of this id.</summary>
    Unknown,

    /// <summary>The response is still running, so there is nothing to judge yet.</summary>
    Running,
}
