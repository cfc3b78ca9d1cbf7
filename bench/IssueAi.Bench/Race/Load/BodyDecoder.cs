using System.IO.Compression;

namespace IssueAi.Bench.Race.Load;

/// <summary>Decompresses a body incrementally: after each part, all of its content is available.</summary>
internal sealed class BodyDecoder : IDisposable
{
    private readonly Feed _feed = new();
    private readonly Stream _decoder;
    private readonly byte[] _buffer = new byte[4096];

    private BodyDecoder(bool isBrotli) => _decoder = isBrotli
        ? new BrotliStream(_feed, CompressionMode.Decompress)
        : new GZipStream(_feed, CompressionMode.Decompress);

    /// <summary>Chooses the decoder by the response's head; null for an uncompressed body.</summary>
    public static BodyDecoder? For(string head)
    {
        var isBrotli = head.Contains("content-encoding: br", StringComparison.OrdinalIgnoreCase);
        return isBrotli || head.Contains("content-encoding: gzip", StringComparison.OrdinalIgnoreCase) ? new BodyDecoder(isBrotli) : null;
    }

    public void Read(ReadOnlySpan<byte> packed, StampReader stamps, int now)
    {
        _feed.Add(packed);
        for (int count; (count = _decoder.Read(_buffer)) > 0;) stamps.Read(_buffer.AsSpan(0, count), now);
    }

    public void Dispose() => _decoder.Dispose();

    /// <summary>Returns the bytes so far; more may follow.</summary>
    private sealed class Feed : MemoryStream
    {
        public void Add(ReadOnlySpan<byte> bytes)
        {
            SetLength(0);
            Write(bytes);
            Position = 0;
        }
    }
}
