namespace IssueAi.ModelSimulator.Calls;

/// <summary>The calls since the last reset; of many, only the latest are kept.</summary>
internal sealed class CallLog(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<ObservedCall> _kept = new();
    private readonly List<(int Number, TaskCompletionSource<ObservedCall> Arrival)> _waiting = [];
    private CallCounters _counters = new();
    private int _arrived;

    public CallSummary Summary => Volatile.Read(ref _counters).Summarize();

    public IReadOnlyList<ObservedCall> Snapshot()
    {
        lock (_lock) return [.. _kept];
    }

    public ObservedCall Add(Func<CallCounters, ObservedCall> create)
    {
        lock (_lock)
        {
            _counters.CountBegin();
            var call = create(_counters);
            _arrived++;
            _kept.Enqueue(call);
            while (_kept.Count > capacity) _kept.Dequeue();

            foreach (var (_, arrival) in _waiting.Where(waiting => waiting.Number == _arrived)) arrival.TrySetResult(call);
            _waiting.RemoveAll(waiting => waiting.Arrival.Task.IsCompleted);
            return call;
        }
    }

    public Task<ObservedCall> WaitForAsync(int number, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        lock (_lock)
        {
            if (number <= _arrived) return Task.FromResult(Kept(number));

            var arrival = new TaskCompletionSource<ObservedCall>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((number, arrival));
            return arrival.Task.WaitAsync(cancellationToken);
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _kept.Clear();
            _arrived = 0;
            Volatile.Write(ref _counters, new CallCounters());
        }
    }

    private ObservedCall Kept(int number)
    {
        var fromOldest = number - 1 - (_arrived - _kept.Count);
        return fromOldest >= 0
            ? _kept.ElementAt(fromOldest)
            : throw new InvalidOperationException($"Call {number} isn't kept any more: only the latest {capacity} are.");
    }
}
