using System.Diagnostics;
using System.Text;

namespace IssueAi.Bench.Load;

/// <summary>A stream that is being read, with the moment at which each <c>text</c> frame was whole.</summary>
internal sealed class OpenStream(HttpResponseMessage response, Stream body, long sentAt) : IDisposable
{
    private readonly byte[] _buffer = new byte[8192];
    private readonly List<long> _textAt = new(256);
    private int _length;

    private enum Frame
    {
        Text,
        Terminal,
        Other,
    }

    public string ResponseId { get; } = response.Headers.GetValues("X-Response-Id").Single();

    /// <summary>Gets when each text frame arrived, as <see cref="Stopwatch"/> counts.</summary>
    public IReadOnlyList<long> TextAt => _textAt;

    /// <summary>Gets the milliseconds from sending the request to the first text frame.</summary>
    public double FirstFrameMs => Stopwatch.GetElapsedTime(sentAt, _textAt[0]).TotalMilliseconds;

    public bool HasEnded { get; private set; }

    /// <summary>Reads until this many text frames were seen.</summary>
    public async Task ReadTextAsync(int count)
    {
        while (_textAt.Count < count) await ReadAsync();
    }

    public async Task ReadToEndAsync()
    {
        while (!HasEnded) await ReadAsync();

        // Reads the end of the body, so that the connection is free again.
        while (await body.ReadAsync(_buffer) > 0)
        {
        }
    }

    public void Dispose() => response.Dispose();

    private static Frame KindOf(ReadOnlySpan<byte> block)
    {
        var data = block.IndexOf("data: "u8) is var start and >= 0 ? block[start..] : [];
        if (data.StartsWith("data: {\"type\":\"text\""u8)) return Frame.Text;
        if (data.StartsWith("data: {\"type\":\"error\""u8)) throw new InvalidOperationException($"The stream failed: {Encoding.UTF8.GetString(data)}");
        return data.StartsWith("data: {\"type\":\"metadata\""u8) || data.StartsWith("data: {\"type\":\"reconnect\""u8) ? Frame.Terminal : Frame.Other;
    }

    private async Task ReadAsync()
    {
        var read = await body.ReadAsync(_buffer.AsMemory(_length));
        var now = Stopwatch.GetTimestamp();
        if (read == 0) throw new InvalidOperationException($"The stream {ResponseId} was cut off.");

        _length += read;
        Take(now);
    }

    private void Take(long now)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, _length);
        for (int end; (end = rest.IndexOf("\n\n"u8)) >= 0; rest = rest[(end + 2)..])
        {
            switch (KindOf(rest[..end]))
            {
                case Frame.Text:
                    _textAt.Add(now);
                    break;
                case Frame.Terminal:
                    HasEnded = true;
                    break;
            }
        }

        rest.CopyTo(_buffer);
        _length = rest.Length;
    }
}
