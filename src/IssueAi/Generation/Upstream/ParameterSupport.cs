namespace IssueAi.Generation.Upstream;

/// <summary>
/// Remembers which parameters one deployment, or model, refuses, and whether it thinks: asking in vain costs each answer a
/// round trip.
/// </summary>
internal sealed class ParameterSupport(TimeProvider clock)
{
    // A deployment may be given another model.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(6);

    private int _refused;
    private long _refusedAt;
    private volatile bool _reasons;

    /// <summary>Gets the parameters that aren't worth sending.</summary>
    public RequestParameters Refused =>
        Volatile.Read(ref _refused) is var refused and not 0 && clock.GetElapsedTime(Volatile.Read(ref _refusedAt)) < Memory
            ? (RequestParameters)refused
            : RequestParameters.None;

    /// <summary>Gets a value indicating whether the model said that it thinks before it answers.</summary>
    public bool Reasons => _reasons;

    /// <summary>Takes note of how a request was accepted.</summary>
    /// <param name="refused">The parameters that were given up for it.</param>
    /// <param name="sent">The parameters that it had.</param>
    public void Learn(RequestParameters refused, RequestParameters sent)
    {
        var known = Refused;
        var next = (known | refused) & ~sent;
        if (next == known) return;

        if ((next & ~known) != RequestParameters.None) Volatile.Write(ref _refusedAt, clock.GetTimestamp());
        Volatile.Write(ref _refused, (int)next);
    }

    /// <summary>Takes note of the tokens that the model thought with.</summary>
    public void Learn(TokenUsage usage)
    {
        if (usage.ReasoningTokens > 0) _reasons = true;
    }
}
