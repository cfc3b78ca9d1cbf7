using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IssueAi.IntegrationTests.Hostile;

/// <summary>A response as received on the wire.</summary>
/// <param name="Status">The status; 0 if the connection closed without an HTTP/1.1 response.</param>
/// <param name="Headers">The headers, by name.</param>
/// <param name="Body">The body, without chunk framing.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly RawAnswer None = new(0, new Dictionary<string, string>(), string.Empty);

    public string ContentType => Headers.GetValueOrDefault("Content-Type", string.Empty);

    /// <summary>Sends bytes on a separate connection and reads the response to its end.</summary>
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

    // The service may close the connection of a refused request before all bytes are sent.
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
            // The bytes before the reset count.
        }

        return Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
    }

    private static RawAnswer Parse(string answer)
    {
        // An interim response, such as 100 Continue, precedes the final one.
        while (answer.StartsWith("HTTP/1.1 1", StringComparison.Ordinal)) answer = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

        // The response to bytes that aren't HTTP/1.1 may have another format.
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
