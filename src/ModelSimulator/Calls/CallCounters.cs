namespace IssueAi.ModelSimulator.Calls;

/// <summary>Counts calls since the last reset. A call that began before a reset goes on counting where it began.</summary>
internal sealed class CallCounters
{
    private long _total;
    private long _completed;
    private long _aborted;
    private long _tokensSent;

    public CallSummary Summarize()
    {
        // Ended calls first: read the other way round, a call ending in between would make the active ones negative.
        var completed = Interlocked.Read(ref _completed);
        var aborted = Interlocked.Read(ref _aborted);
        var total = Interlocked.Read(ref _total);
        return new(total - completed - aborted, total, completed, aborted, Interlocked.Read(ref _tokensSent));
    }

    public void CountBegin() => Interlocked.Increment(ref _total);

    public void CountToken() => Interlocked.Increment(ref _tokensSent);

    public void CountEnd(CallState state) =>
        Interlocked.Increment(ref state == CallState.Aborted ? ref _aborted : ref _completed);
}
