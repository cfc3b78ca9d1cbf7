namespace IssueAi.Resilience;

/// <summary>
/// Limits how many calls to a service run at once; further calls wait in line. It levels out bursts, which the service would only queue.
/// A service that is slow without being overloaded needs more calls at once, so the limit grows while the line doesn't empty.
/// </summary>
/// <param name="least">How many calls may always run at once.</param>
/// <param name="step">By how much the limit grows after a period in which the line never emptied, and shrinks after any other.</param>
/// <param name="period">How long a period lasts.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Bulkhead(int least, int step, TimeSpan period, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _line = new();
    private ITimer? _periods;
    private int _growth;
    private int _running;
    private bool _hasEmptied;

    private bool HasPlace => _running < least + _growth;

    /// <summary>Runs a call in its turn.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up while the call is in line; a running call needs the token itself.</param>
    /// <exception cref="OperationCanceledException">The caller gave up, and the call never ran.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            return await call();
        }
        finally
        {
            Leave();
        }
    }

    private static async ValueTask WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        await using var giveUp = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
    }

    private ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_line.Count == 0 && HasPlace)
            {
                _running++;
                return ValueTask.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _line.Enqueue(turn);
            BeginPeriods();
            return WaitAsync(turn, cancellationToken);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
            Admit();
        }
    }

    private void Admit()
    {
        // A caller that gave up is still in line, but takes no place.
        while (_line.TryPeek(out var first) && (HasPlace || first.Task.IsCompleted))
        {
            if (_line.Dequeue().TrySetResult()) _running++;
        }

        if (_line.Count == 0) _hasEmptied = true;
    }

    private void BeginPeriods()
    {
        if (_periods is not null) return;
        _hasEmptied = false;
        _periods = clock.CreateTimer(_ => EndPeriod(), state: null, period, period);
    }

    private void EndPeriod()
    {
        lock (_gate)
        {
            _growth = _hasEmptied ? Math.Max(0, _growth - step) : _growth + step;
            _hasEmptied = false;
            Admit();
            if (_line.Count > 0 || _growth > 0) return;
            _periods?.Dispose();
            _periods = null;
        }
    }
}
