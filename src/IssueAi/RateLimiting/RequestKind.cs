namespace IssueAi.RateLimiting;

/// <summary>The kinds of requests, besides those for an answer, that have a limit of their own.</summary>
internal enum RequestKind
{
    /// <summary>Reads what is stored, or cancels it: that is seldom, and takes as many storage operations.</summary>
    Read,

    /// <summary>Changes what is stored, feedback included.</summary>
    Write,
}
