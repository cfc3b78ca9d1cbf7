using System.Buffers;

namespace IssueAi.Generation.Upstream;

/// <summary>
/// Cuts server-sent events out of bytes as they come, and gives their data in place: it allocates no object per event, and doesn't copy
/// data on one line. It skips names, numbers and comments of events, since models tell nothing by them.
/// </summary>
internal sealed class EventDataBuffer : IDisposable
{
    /// <summary>How many bytes an event may take.</summary>
    public const int LongestEvent = 1 << 20;

    private const int UsualSize = 2048;

    private readonly ArrayBufferWriter<byte> _joined = new();
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _end;

    // Where the line begins that isn't whole yet, and up to where its end was looked for.
    private int _line;
    private int _searched;
    private bool _isPastFirstLine;
    private bool _skipsLineFeed;

    // The event's data so far: where its first line stands; from the second on it is joined elsewhere.
    private int _dataLines;
    private int _dataStart;
    private int _dataLength;

    /// <summary>Gets the first byte that came, white space aside; null while there is none. For before the first event is taken.</summary>
    public byte? FirstSign => All.TrimStart(WhiteSpace) is [var first, ..] ? first : null;

    /// <summary>Gets all bytes that came, without a byte order mark. For before the first event is taken.</summary>
    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, _end).StartsWith(ByteOrderMark) ? _bytes.AsSpan(ByteOrderMark.Length.._end) : _bytes.AsSpan(0, _end);

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> DataField => "data"u8;

    /// <summary>Takes the data of the next event that has come in whole, valid until the next call of any method.</summary>
    public bool TryRead(out ReadOnlySpan<byte> data)
    {
        while (TryReadLine(out var start, out var length))
        {
            if (length > 0)
            {
                ReadField(start, length);
            }
            else if (_dataLines > 0)
            {
                data = _dataLines == 1 ? _bytes.AsSpan(_dataStart, _dataLength) : _joined.WrittenSpan;
                _dataLines = 0;
                return true;
            }
        }

        data = default;
        return false;
    }

    /// <summary>Gives room for bytes that come next, of which <see cref="Advance"/> then tells the number.</summary>
    /// <exception cref="ModelException">An event is longer than any model's.</exception>
    public Memory<byte> GetSpace()
    {
        DropWhatWasRead();
        if (_end < _bytes.Length) return _bytes.AsMemory(_end);

        ThrowIfTooLong(_end);
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
        return _bytes.AsMemory(_end);
    }

    /// <summary>Takes in bytes that were written to the space.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Ends the last event, whose empty line some servers leave out.</summary>
    public void Complete()
    {
        // The end of the last line, and the empty line.
        for (var line = 0; line < 2; line++)
        {
            GetSpace().Span[0] = (byte)'\n';
            Advance(1);
        }
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _end = _line = _searched = 0;
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
    }

    private bool TryReadLine(out int start, out int length)
    {
        // A line feed after a carriage return, which may come apart from it, belongs to the same end of line.
        if (_skipsLineFeed && _line < _end)
        {
            if (_bytes[_line] == (byte)'\n') _searched = ++_line;
            _skipsLineFeed = false;
        }

        start = _line;
        var stop = _bytes.AsSpan(_searched.._end).IndexOfAny((byte)'\n', (byte)'\r');
        length = _searched + stop - start;
        if (stop < 0)
        {
            _searched = _end;
            return false;
        }

        _skipsLineFeed = _bytes[start + length] == (byte)'\r';
        _line = _searched = start + length + 1;
        if (!_isPastFirstLine && _bytes.AsSpan(start, length).StartsWith(ByteOrderMark))
        {
            start += ByteOrderMark.Length;
            length -= ByteOrderMark.Length;
        }

        _isPastFirstLine = true;
        return true;
    }

    private void ReadField(int start, int length)
    {
        var line = _bytes.AsSpan(start, length);
        if (!line.StartsWith(DataField)) return;

        var skipped = DataField.Length;
        if (skipped < length && line[skipped++] != (byte)':') return;
        if (skipped < length && line[skipped] == (byte)' ') skipped++;
        AddData(start + skipped, length - skipped);
    }

    private void AddData(int start, int length)
    {
        if (_dataLines++ == 0)
        {
            (_dataStart, _dataLength) = (start, length);
            return;
        }

        if (_dataLines == 2)
        {
            _joined.ResetWrittenCount();
            _joined.Write(_bytes.AsSpan(_dataStart, _dataLength));
        }

        _joined.Write("\n"u8);
        _joined.Write(_bytes.AsSpan(start, length));
        ThrowIfTooLong(_joined.WrittenCount);
    }

    private void DropWhatWasRead()
    {
        var read = _dataLines == 1 ? _dataStart : _line;
        if (read == 0) return;

        _bytes.AsSpan(read.._end).CopyTo(_bytes);
        _end -= read;
        _line -= read;
        _searched -= read;
        _dataStart -= read;
    }

    private static void ThrowIfTooLong(int length)
    {
        if (length >= LongestEvent) throw new ModelException(ErrorCode.UpstreamUnavailable, $"The model sent an event of more than {LongestEvent} bytes.");
    }
}
