namespace IssueAi.Resilience;

/// <summary>
/// Limits how many calls to a service run at once; further calls wait in line. It levels out bursts, which the service would only queue.
/// A service that is slow without being overloaded needs more calls at once, so the limit grows by a quarter after each period without a
/// free place. It shrinks by a fifth after a period at whose end nobody waits.
/// </summary>
/// <param name="minPermits">How many calls may always run at once.</param>
/// <param name="maxWait">How long a call waits at most.</param>
/// <param name="period">How long a period lasts.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Bulkhead(int minPermits, TimeSpan maxWait, TimeSpan period, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (int Rank, long Number)> _queue = new();
    private ITimer? _periods;
    private long _number;
    private int _growth;
    private int _running;
    private bool _hadFreePlace;

    private int Permits => minPermits + _growth;

    /// <summary>Waits for a place. <see cref="Leave"/> gives it back.</summary>
    /// <param name="isUrgent">Whether the call goes to the front of the line, behind other urgent ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">There was no place in time. The caller has none.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up, and has no place.</exception>
    public ValueTask EnterAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (_queue.Count == 0 && _running < Permits)
            {
                _running++;
                return ValueTask.CompletedTask;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _queue.Enqueue(turn, (isUrgent ? 0 : 1, _number++));
            BeginPeriods();
        }

        return WaitAsync(turn, cancellationToken);
    }

    /// <summary>Gives a place to the first call in line.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            Admit();
            _hadFreePlace |= _running < Permits;
        }
    }

    private async ValueTask WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Task.WaitAsync(maxWait, clock, cancellationToken);
        }
        catch
        {
            // If the turn came at the same moment, the caller has its place.
            if (turn.TrySetCanceled(CancellationToken.None)) throw;
        }
    }

    private void Admit()
    {
        // A caller that gave up is still in line, but takes no place.
        while (_queue.TryPeek(out var first, out _) && (_running < Permits || first.Task.IsCompleted))
        {
            if (_queue.Dequeue().TrySetResult()) _running++;
        }
    }

    private void BeginPeriods()
    {
        if (_periods is not null) return;
        _hadFreePlace = false;
        _periods = clock.CreateTimer(_ => EndPeriod(), state: null, period, period);
    }

    private void EndPeriod()
    {
        lock (_gate)
        {
            Admit();
            if (_queue.Count == 0) _growth = Math.Max(0, (4 * Permits / 5) - minPermits);
            else if (!_hadFreePlace) _growth += Math.Max(1, Permits / 4);

            Admit();
            _hadFreePlace = _running < Permits;
            if (_queue.Count > 0 || _growth > 0) return;
            _periods?.Dispose();
            _periods = null;
        }
    }
}
