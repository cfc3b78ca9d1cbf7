namespace IssueAi.Tests.Generation.Upstream;

/// <summary>A response body in the pieces that a test provides, which then ends or breaks.</summary>
internal sealed class PiecesStream(IEnumerable<byte[]> pieces, bool isReset) : Stream
{
    private readonly Queue<byte[]> _pieces = new(pieces);
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Reads complete synchronously or asynchronously, as on a socket.
        if (_pieces.Count % 3 == 0) await Task.Yield();
        if (_rest.IsEmpty && _pieces.TryDequeue(out var piece)) _rest = piece;
        if (_rest.IsEmpty) return isReset ? throw new IOException("Reset.") : 0;

        var length = Math.Min(_rest.Length, buffer.Length);
        _rest[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
