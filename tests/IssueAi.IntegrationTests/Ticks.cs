namespace IssueAi.IntegrationTests;

/// <summary>Counts the runs of <see cref="TickFunction"/>.</summary>
public sealed class Ticks
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
