using System.Threading.Channels;

namespace IssueAi.Streaming;

/// <summary>One reader's place in a <see cref="ResponseLog"/>.</summary>
internal sealed class ResponseLogReader(ResponseLog log, int after) : IDisposable
{
    // Holds at most one signal, and wakes its waiter without an allocation.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
        AllowSynchronousContinuations = true,
    });

    public string ResponseId => log.ResponseId;

    /// <summary>Gets the number of the last event that was read.</summary>
    public int Position { get; private set; } = after;

    /// <summary>Takes the published events after <see cref="Position"/>.</summary>
    /// <param name="most">The maximum number of events.</param>
    public EventBatch Read(int most = int.MaxValue)
    {
        var snapshot = log.Read();
        var count = Math.Clamp(snapshot.Count - Position, 0, most);
        var batch = new EventBatch(snapshot.Bytes, snapshot.Ends, Position, count);
        Position += count;
        if (Position < snapshot.Count || snapshot.Terminal is null) return batch;

        // A reader may have requested a position after the last event.
        Position = snapshot.Count;
        return batch with { Terminal = snapshot.Terminal };
    }

    /// <summary>Waits until events were published or <see cref="Wake"/> was called since the last wait.</summary>
    public ValueTask<bool> WaitAsync() => _signal.Reader.ReadAsync();

    /// <summary>Ends the reader's wait, now or the next time.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    public void Dispose() => log.Close(this);
}
