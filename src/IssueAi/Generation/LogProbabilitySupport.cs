namespace IssueAi.Generation;

/// <summary>Remembers whether a deployment gives log-probabilities: a refused request costs each answer a round trip.</summary>
internal sealed class LogProbabilitySupport(TimeProvider clock)
{
    // A deployment may get another model.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(6);

    private long _refusedAt = long.MinValue;

    /// <summary>Gets a value indicating whether to ask for them.</summary>
    public bool IsLikely => Volatile.Read(ref _refusedAt) is long.MinValue || clock.GetElapsedTime(Volatile.Read(ref _refusedAt)) >= Memory;

    /// <summary>Remembers that the model answers only without them.</summary>
    public void Refuse() => Volatile.Write(ref _refusedAt, clock.GetTimestamp());
}
