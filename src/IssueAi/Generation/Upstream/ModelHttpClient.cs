namespace IssueAi.Generation.Upstream;

/// <summary>Makes the HTTP client that an SDK calls its provider with.</summary>
internal static class ModelHttpClient
{
    // The client lives as long as the process: without an end to its connections it would never look up an address anew.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    // A stream left early is read on for this long, in hope of its end; only then does the provider learn that nobody
    // listens. Enough for the last bytes after [DONE], so that a finished answer's connection serves again.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(100);

    public static HttpClient Create(TimeProvider clock)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            ResponseDrainTimeout = Drain,
            // A redirect would carry the key to another host.
            AllowAutoRedirect = false,
        };
        return new HttpClient(new FailedResponseHandler(clock) { InnerHandler = sockets })
        {
            // Generation has its own time-outs, above the seam.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
