namespace IssueAi.Bench.Race.Load;

/// <summary>The observations of the load generator.</summary>
internal sealed record LoadResult
{
    public int Completed { get; init; }

    public int Failed { get; init; }

    /// <summary>Gets the first failure; null without one.</summary>
    public string? Failure { get; init; }

    public int Frames { get; init; }

    public long Bytes { get; init; }

    public double ElapsedMs { get; init; }

    public Quantiles FirstFrameMs { get; init; } = Quantiles.None;

    public Quantiles WholeMs { get; init; } = Quantiles.None;

    /// <summary>Gets the milliseconds from the model's write of a token to its arrival.</summary>
    public Quantiles LatencyMs { get; init; } = Quantiles.None;

    public IReadOnlyList<Departure> Departures { get; init; } = [];
}

/// <summary>A client that disconnected.</summary>
/// <param name="Caller">Its number.</param>
/// <param name="At">The time at which it closed its connection.</param>
internal sealed record Departure(int Caller, int At);

/// <summary>The median and the 99th percentile of some values.</summary>
internal sealed record Quantiles(double P50, double P99, int Count)
{
    public static readonly Quantiles None = new(double.NaN, double.NaN, 0);

    public static Quantiles Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? None : new Quantiles(At(sorted, 0.5), At(sorted, 0.99), sorted.Length);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
