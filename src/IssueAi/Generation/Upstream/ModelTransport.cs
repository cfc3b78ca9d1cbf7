namespace IssueAi.Generation.Upstream;

/// <summary>Makes the HTTP client that an SDK calls its provider with.</summary>
internal class ModelTransport(TimeProvider clock)
{
    // The client lives as long as the process: without an end to its connections it would never look up an address anew.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    // An abandoned stream is read for this long, in case it ends; only then does the provider see the disconnect.
    // Enough for the last bytes after [DONE], so that the connection of a finished response can be reused.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(100);

    public HttpClient CreateClient() => new(new FailedResponseHandler(clock) { InnerHandler = CreateHandler() })
    {
        // Generation has its own time-outs, above the seam.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Creates the handler that sends the requests.</summary>
    protected virtual HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        ResponseDrainTimeout = Drain,
        // A redirect would carry the key to another host.
        AllowAutoRedirect = false,
    };
}
