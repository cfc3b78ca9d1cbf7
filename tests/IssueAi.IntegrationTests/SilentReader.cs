using System.Net.Sockets;
using System.Text;

namespace IssueAi.IntegrationTests;

/// <summary>A client that sends a request and reads nothing of the response.</summary>
internal sealed class SilentReader : IDisposable
{
    private const string Body = """{"issueId":"silent","description":"Any."}""";

    private readonly TcpClient _connection;

    private SilentReader(TcpClient connection) => _connection = connection;

    public static async Task<SilentReader> PostAsync(Uri address, string target)
    {
        var connection = new TcpClient { ReceiveBufferSize = 4096 };
        await connection.ConnectAsync(address.Host, address.Port);
        var request = $"POST {target} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return new(connection);
    }

    public void Dispose() => _connection.Dispose();
}
