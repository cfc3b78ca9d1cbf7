namespace IssueAi.Streaming;

/// <summary>Consecutive events of a log, as their bytes on the wire.</summary>
/// <param name="Bytes">The log's bytes.</param>
/// <param name="Ends">Where each of the log's events ends in them.</param>
/// <param name="After">The number of the event before the first.</param>
/// <param name="Count">How many events there are.</param>
internal readonly record struct EventBatch(byte[] Bytes, int[] Ends, int After, int Count)
{
    /// <summary>Gets the frame that ends the stream after these events; null while the log goes on.</summary>
    public StreamFrame? Terminal { get; init; }

    /// <summary>Gets the bytes of all the events.</summary>
    public ReadOnlySpan<byte> All => AllMemory.Span;

    /// <summary>Gets the bytes of all the events, for keeping: they never change.</summary>
    public ReadOnlyMemory<byte> AllMemory => Count == 0 ? default : Bytes.AsMemory(StartOf(After + 1)..Ends[After + Count - 1]);

    /// <summary>Gets the bytes of event <paramref name="number"/>, counted from 1 in the log.</summary>
    public ReadOnlySpan<byte> Block(int number) => Bytes.AsSpan(StartOf(number)..Ends[number - 1]);

    private int StartOf(int number) => number == 1 ? 0 : Ends[number - 2];
}
