namespace IssueAi.IntegrationTests.Wire;

/// <summary>Counts the bytes that the product has read of its model's answers.</summary>
internal sealed class ReadMeter
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Add(int bytes) => Interlocked.Add(ref _count, bytes);
}
