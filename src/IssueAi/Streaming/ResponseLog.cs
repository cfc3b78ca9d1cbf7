using System.Buffers;
using IssueAi.Text;

namespace IssueAi.Streaming;

/// <summary>
/// A response as a log of numbered events, in memory. One source appends and publishes; any number of readers follow from any
/// event. The log keeps events as their bytes on the wire, so that readers copy and never format.
/// </summary>
internal sealed class ResponseLog(string responseId)
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _block = new(256);
    private byte[] _bytes = new byte[2048];
    private int[] _ends = new int[64];
    private int _length;
    private int _count;
    private int _seen;
    private Snapshot _published = new([], [], 0, null);
    private ResponseLogReader[] _readers = [];

    public string ResponseId { get; } = responseId;

    /// <summary>Gets a value indicating whether the log has ended.</summary>
    public bool HasEnded => Read().Terminal is not null;

    /// <summary>Gets how many events were appended. For the source only.</summary>
    public int Count => _count;

    /// <summary>Gets how many events aren't published yet. For the source only.</summary>
    public int Unseen => _count - _seen;

    /// <summary>Appends a <c>text</c> event; readers see it once it is published.</summary>
    public void AppendText(ReadOnlySpan<byte> escapedText)
    {
        EventBlock.WriteText(_block, escapedText);
        AppendBlock();
    }

    /// <summary>Appends an event; readers see it once it is published.</summary>
    public void Append(StreamFrame frame)
    {
        EventBlock.Write(_block, frame);
        AppendBlock();
    }

    /// <summary>Appends events that have the form of the wire already.</summary>
    /// <param name="blocks">Whole events; a part of one at the end is left.</param>
    /// <returns>How many bytes were taken.</returns>
    public int AppendBlocks(ReadOnlySpan<byte> blocks)
    {
        var taken = 0;
        while (EventBlock.LengthOfFirst(blocks[taken..]) is var length and > 0)
        {
            _block.Write(blocks.Slice(taken, length));
            AppendBlock();
            taken += length;
        }

        return taken;
    }

    /// <summary>Publishes all events so far.</summary>
    public void Publish() => Publish(terminal: null);

    /// <summary>Ends the log. The terminal frame isn't one of the events, since it differs from reader to reader.</summary>
    public void Complete(StreamFrame terminal) => Publish(terminal);

    /// <summary>Ends the log unless it has ended.</summary>
    public void TryComplete(StreamFrame terminal)
    {
        if (!HasEnded) Publish(terminal);
    }

    /// <summary>Starts to read after event <paramref name="after"/>.</summary>
    public ResponseLogReader OpenReader(int after = 0)
    {
        var reader = new ResponseLogReader(this, after);
        lock (_gate) _readers = [.. _readers, reader];
        return reader;
    }

    internal void Close(ResponseLogReader reader)
    {
        lock (_gate) _readers = [.. _readers.Where(other => other != reader)];
    }

    internal Snapshot Read()
    {
        lock (_gate) return _published;
    }

    /// <summary>Finds the last event that lies within the first <paramref name="length"/> UTF-16 units of the text.</summary>
    /// <returns>The event's number; 0 where not even the first event does.</returns>
    public int LastEventWithin(int length)
    {
        for (var number = 1; number <= _count; number++)
        {
            var block = _bytes.AsSpan((number == 1 ? 0 : _ends[number - 2])..(_ends[number - 1]));
            length -= EscapedText.Utf16Length(EventBlock.TextOf(block));
            if (length < 0) return number - 1;
        }

        return _count;
    }

    private void AppendBlock()
    {
        var block = _block.WrittenSpan;

        // Readers may still copy from the old arrays, so a full one is replaced and never returned to a pool.
        if (_length + block.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + block.Length));
        if (_count == _ends.Length) Array.Resize(ref _ends, _count * 2);

        block.CopyTo(_bytes.AsSpan(_length));
        _length += block.Length;
        _ends[_count++] = _length;
        _block.ResetWrittenCount();
    }

    private void Publish(StreamFrame? terminal)
    {
        ResponseLogReader[] readers;
        lock (_gate)
        {
            if (_published.Terminal is not null) throw new InvalidOperationException($"The log of {ResponseId} has ended.");
            if (_published.Count == _count && terminal is null) return;
            _published = new Snapshot(_bytes, _ends, _count, terminal);
            _seen = _count;
            readers = _readers;
        }

        foreach (var reader in readers) reader.Wake();
    }

    /// <summary>The published events at one moment. The arrays never change within this count.</summary>
    internal readonly record struct Snapshot(byte[] Bytes, int[] Ends, int Count, StreamFrame? Terminal)
    {
        /// <summary>Gets the bytes of all events.</summary>
        public ReadOnlySpan<byte> All => Count == 0 ? [] : Bytes.AsSpan(0, Ends[Count - 1]);
    }
}
