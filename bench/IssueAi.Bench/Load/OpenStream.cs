using System.Diagnostics;
using System.Text;

namespace IssueAi.Bench.Load;

/// <summary>An open stream, with the arrival time of each complete <c>text</c> frame.</summary>
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

    /// <summary>Gets the arrival time of each text frame, as a <see cref="Stopwatch"/> timestamp.</summary>
    public IReadOnlyList<long> TextAt => _textAt;

    /// <summary>Gets the milliseconds from the request to the first text frame.</summary>
    public double FirstFrameMs => Stopwatch.GetElapsedTime(sentAt, _textAt[0]).TotalMilliseconds;

    public bool HasEnded { get; private set; }

    /// <summary>Reads up to this number of text frames.</summary>
    public async Task ReadTextAsync(int count)
    {
        while (_textAt.Count < count) await ReadAsync();
    }

    public async Task ReadToEndAsync()
    {
        while (!HasEnded) await ReadAsync();

        // Reads the end of the body, so that the connection can be reused.
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
