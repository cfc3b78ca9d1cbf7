namespace IssueAi.ModelSimulator.Http;

/// <summary>Breaks a response off in its middle.</summary>
internal static class BreakOff
{
    /// <summary>
    /// Ends the response without its end. An exception, since <see cref="HttpContext.Abort"/> resets the connection, and a
    /// reset may overtake bytes sent before it: the client would see too few tokens.
    /// </summary>
    public static Task AfterWhatWasSentAsync() => Task.FromException(new IOException("The simulator was told to break off here."));
}
