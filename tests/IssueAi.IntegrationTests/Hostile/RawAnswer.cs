using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IssueAi.IntegrationTests.Hostile;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The status; 0 where the connection closed without an answer in HTTP/1.1.</param>
/// <param name="Headers">The headers, by name.</param>
/// <param name="Body">The body, without its chunks' framing.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly RawAnswer None = new(0, new Dictionary<string, string>(), string.Empty);

    public string ContentType => Headers.GetValueOrDefault("Content-Type", string.Empty);

    /// <summary>Sends bytes on a connection of their own and reads the answer to its end.</summary>
    public static async Task<RawAnswer> GetAsync(Uri address, ReadOnlyMemory<byte> request)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, limit.Token);
        await using var stream = client.GetStream();
        var sending = SendAsync(stream, request, limit.Token);
        var answer = Parse(await ReadAsync(stream, limit.Token));
        await sending;
        return answer;
    }

    // Who is refused may be cut off before all is sent.
    private static async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (IOException)
        {
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, cancellationToken);
        }
        catch (IOException)
        {
            // What came before the reset counts.
        }

        return Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
    }

    private static RawAnswer Parse(string answer)
    {
        // An interim answer, such as 100 Continue, isn't the answer.
        while (answer.StartsWith("HTTP/1.1 1", StringComparison.Ordinal)) answer = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

        // To what isn't HTTP/1.1 the answer needn't be either.
        if (!answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) return None;

        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = answer[..end].Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);
        var body = answer[(end + 4)..];
        var isChunked = headers.GetValueOrDefault("Transfer-Encoding") == "chunked";
        return new RawAnswer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(isChunked ? Unchunk(body) : body)));
    }

    private static string Unchunk(string chunked)
    {
        var body = new StringBuilder();
        for (var at = 0; at < chunked.Length;)
        {
            var line = chunked.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(chunked.AsSpan(at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(chunked, line + 2, length);
            at = line + length + 4;
        }

        return body.ToString();
    }
}
