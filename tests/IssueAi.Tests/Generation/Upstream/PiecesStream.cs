namespace IssueAi.Tests.Generation.Upstream;

/// <summary>A response body in the pieces that a test provides, which then ends or breaks.</summary>
internal sealed class PiecesStream(IEnumerable<byte[]> pieces, bool isReset) : ReadOnlyStream
{
    private readonly Queue<byte[]> _pieces = new(pieces);
    private ReadOnlyMemory<byte> _rest;

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
}
