using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IssueAi.Bench.Race.Model;

/// <summary>
/// Sends the due tokens of all running answers from one thread: thousands of timers would cost more than the measured
/// work.
/// </summary>
internal sealed partial class StreamPacer
{
    // Finer than .NET timers, so that tokens of many streams don't leave in bursts.
    private const uint ShortestNapMicroseconds = 100;
    private const uint LongestNapMicroseconds = 1000;

    private readonly ConcurrentQueue<(ModelStream Stream, long Interval)> _added = new();
    private readonly PriorityQueue<(ModelStream Stream, long Interval), long> _due = new();
    private readonly byte[] _scratch = new byte[4096];
    private int _completed;

    public StreamPacer() => new Thread(Run) { IsBackground = true, Name = "pacer" }.Start();

    /// <summary>Returns the number of complete answers since the last call.</summary>
    public int TakeCompleted() => Interlocked.Exchange(ref _completed, 0);

    public void Add(ModelStream stream, TimeSpan interval) => _added.Enqueue((stream, (long)(interval.TotalSeconds * Stopwatch.Frequency)));

    private void Run()
    {
        while (true)
        {
            while (_added.TryDequeue(out var added))
            {
                added.Stream.Begin();
                _due.Enqueue(added, Stopwatch.GetTimestamp() + added.Interval);
            }

            var now = Stopwatch.GetTimestamp();
            while (_due.TryPeek(out _, out var dueAt) && dueAt <= now) SendNext(dueAt);
            _ = Sleep(NapUntilNext());
        }
    }

    private void SendNext(long dueAt)
    {
        var next = _due.Dequeue();
        next.Stream.Advance(_scratch);
        if (!next.Stream.IsOver) _due.Enqueue(next, dueAt + next.Interval);
        else if (!next.Stream.IsLeft) Interlocked.Increment(ref _completed);
    }

    private uint NapUntilNext()
    {
        if (!_due.TryPeek(out _, out var dueAt)) return LongestNapMicroseconds;
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), dueAt).TotalMicroseconds;
        return (uint)Math.Clamp(wait, ShortestNapMicroseconds, LongestNapMicroseconds);
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);
}
