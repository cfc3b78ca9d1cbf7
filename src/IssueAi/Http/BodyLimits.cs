namespace IssueAi.Http;

/// <summary>The limits of a request's body.</summary>
public static class BodyLimits
{
    /// <summary>
    /// How long a body may take to arrive: 30 s. Otherwise a client that sends a few bytes per second could hold an invocation until
    /// <c>functionTimeout</c>, at which the platform restarts the worker with all its streams.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(30);
}
