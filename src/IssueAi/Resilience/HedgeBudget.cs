namespace IssueAi.Resilience;

/// <summary>
/// Limits second tries to a share of the calls that were answered in time. Without a limit, a service that is slow because it is
/// overloaded would get each call twice.
/// </summary>
/// <param name="reserve">How many second tries are allowed at first, and at most in a row.</param>
/// <param name="callsPerHedge">How many calls answered in time allow one more second try.</param>
internal sealed class HedgeBudget(int reserve, int callsPerHedge)
{
    private readonly int _max = reserve * callsPerHedge;
    private int _credit = reserve * callsPerHedge;

    /// <summary>Notes a call that was answered in time.</summary>
    public void Earn()
    {
        // A credit that two threads add at once may be lost; it only matters while the budget is not full.
        var credit = Volatile.Read(ref _credit);
        if (credit < _max) Interlocked.CompareExchange(ref _credit, credit + 1, credit);
    }

    /// <summary>Asks for a second try.</summary>
    /// <returns>Whether it is allowed.</returns>
    public bool TrySpend()
    {
        while (true)
        {
            var credit = Volatile.Read(ref _credit);
            if (credit < callsPerHedge) return false;
            if (Interlocked.CompareExchange(ref _credit, credit - callsPerHedge, credit) == credit) return true;
        }
    }
}
