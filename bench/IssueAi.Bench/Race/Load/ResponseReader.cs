using System.Globalization;
using System.Text;

namespace IssueAi.Bench.Race.Load;

/// <summary>Reads one HTTP response incrementally: its head and the bytes of its body, without chunk framing.</summary>
internal sealed class ResponseReader(StampReader stamps) : IDisposable
{
    private readonly StringBuilder _head = new(512);
    private readonly StringBuilder _size = new(8);
    private Part _part;
    private int _left;
    private bool _isChunked;
    private BodyDecoder? _decoder;

    private enum Part
    {
        Head,
        Size,
        Data,
        DataEnd,
        ToClose,
        Over,
    }

    public int Status { get; private set; }

    public bool IsOver => _part == Part.Over;

    public void Reset()
    {
        Dispose();
        _head.Clear();
        _size.Clear();
        (_part, Status) = (Part.Head, 0);
        stamps.Reset();
    }

    public void Dispose()
    {
        _decoder?.Dispose();
        _decoder = null;
    }

    public void Read(ReadOnlySpan<byte> bytes, int now)
    {
        while (bytes.Length > 0 && !IsOver)
        {
            bytes = _part switch
            {
                Part.Head => ReadHead(bytes),
                Part.Size => ReadSize(bytes),
                Part.Data => ReadData(bytes, now),
                Part.DataEnd => ReadDataEnd(bytes),
                _ => ReadRest(bytes, now),
            };
        }
    }

    /// <summary>Records the end of the connection.</summary>
    public void Close()
    {
        if (_part == Part.ToClose) _part = Part.Over;
    }

    private ReadOnlySpan<byte> ReadHead(ReadOnlySpan<byte> bytes)
    {
        var before = _head.Length;
        _head.Append(Encoding.ASCII.GetString(bytes));
        var end = _head.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (end < 4) return [];

        var head = _head.ToString(0, end);
        Status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        _isChunked = head.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        _decoder = BodyDecoder.For(head);
        if (Status != 200) _part = Part.Over;
        else _part = _isChunked ? Part.Size : Part.ToClose;
        return bytes[(end - before)..];
    }

    // A size and its line end; for the last chunk, whose size is 0, also the empty line.
    private ReadOnlySpan<byte> ReadSize(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        _size.Append(Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]));
        if (end < 0) return [];

        var size = _size.ToString().Trim();
        _size.Clear();
        if (size.Length == 0)
        {
            _part = Part.Over;
            return bytes[(end + 1)..];
        }

        _left = int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (_left > 0) _part = Part.Data;
        return bytes[(end + 1)..];
    }

    private ReadOnlySpan<byte> ReadData(ReadOnlySpan<byte> bytes, int now)
    {
        var count = Math.Min(_left, bytes.Length);
        ReadBody(bytes[..count], now);
        _left -= count;
        if (_left == 0) (_part, _left) = (Part.DataEnd, 2);
        return bytes[count..];
    }

    private ReadOnlySpan<byte> ReadDataEnd(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(_left, bytes.Length);
        _left -= count;
        if (_left == 0) _part = Part.Size;
        return bytes[count..];
    }

    private ReadOnlySpan<byte> ReadRest(ReadOnlySpan<byte> bytes, int now)
    {
        ReadBody(bytes, now);
        return [];
    }

    private void ReadBody(ReadOnlySpan<byte> bytes, int now)
    {
        if (_decoder is null) stamps.Read(bytes, now);
        else _decoder.Read(bytes, stamps, now);
    }
}
