namespace IssueAi.Bench.Race.Load;

/// <summary>The plan of the load generator.</summary>
/// <param name="Ports">The server's port on loopback; of several instances each caller takes the next.</param>
/// <param name="Request">The request's bytes, in which each caller puts its number.</param>
/// <param name="Callers">How many callers there are at once, each with a connection of its own.</param>
/// <param name="Tokens">How many tokens a whole stream has.</param>
internal sealed record LoadPlan(IReadOnlyList<int> Ports, byte[] Request, int Callers, int Tokens)
{
    /// <summary>Gets the time within which the callers come, one after the other.</summary>
    public int RampMs { get; init; }

    /// <summary>Gets how many streams each caller reads, one after the other.</summary>
    public int StreamsEach { get; init; } = 1;

    /// <summary>Gets for how long callers go on with new streams, instead; 0 where a number of streams is wanted.</summary>
    public int DurationMs { get; init; }

    /// <summary>Gets after how many tokens a caller leaves; 0 where it stays.</summary>
    public int LeaveAfter { get; init; }

    /// <summary>Gets the time after which running streams count as failed.</summary>
    public int LimitMs { get; init; } = 60_000;

    /// <summary>Gets how many callers ask the same at about the same time.</summary>
    public int AskingAlike { get; init; } = 1;

    /// <summary>Gets the first caller's number.</summary>
    public int FirstCaller { get; init; }
}
