namespace IssueAi.Bench.Race.Load;

/// <summary>The plan of the load generator.</summary>
/// <param name="Ports">The servers' ports on loopback; with several instances the clients take them in turn.</param>
/// <param name="Request">The request's bytes, into which each client writes its number.</param>
/// <param name="Callers">The number of concurrent clients, each with a separate connection.</param>
/// <param name="Tokens">The number of tokens in a whole stream.</param>
internal sealed record LoadPlan(IReadOnlyList<int> Ports, byte[] Request, int Callers, int Tokens)
{
    /// <summary>Gets the time within which the clients start, one after the other.</summary>
    public int RampMs { get; init; }

    /// <summary>Gets the number of streams that each client reads, one after the other.</summary>
    public int StreamsEach { get; init; } = 1;

    /// <summary>Gets how long clients start new streams; 0 for a fixed number of streams.</summary>
    public int DurationMs { get; init; }

    /// <summary>Gets the number of tokens after which a client disconnects; 0 if it doesn't.</summary>
    public int LeaveAfter { get; init; }

    /// <summary>Gets the time after which running streams count as failed.</summary>
    public int LimitMs { get; init; } = 60_000;

    /// <summary>Gets the number of clients that send the same request at about the same time.</summary>
    public int AskingAlike { get; init; } = 1;

    /// <summary>Gets the first client's number.</summary>
    public int FirstCaller { get; init; }
}
