using System.Net.Sockets;
using System.Text;

namespace IssueAi.Bench.Race.Model;

/// <summary>One connection to the model, which serves one answer after the other.</summary>
internal sealed class ModelConnection(Socket socket, FakeModelServer server)
{
    private static readonly byte[] NotFound = Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private ModelStream? _stream;

    public async Task RunAsync()
    {
        using (socket)
        {
            socket.NoDelay = true;
            socket.Blocking = false;
            try
            {
                while (await ReceiveAsync()) await AnswerAsync();
            }
            catch (SocketException)
            {
                // The client reset the connection.
            }

            if (_stream is { IsOver: false } left) server.NoteAbort(left);
        }
    }

    private async ValueTask<bool> ReceiveAsync()
    {
        if (_length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_length));
        _length += received;
        return received > 0;
    }

    private async ValueTask AnswerAsync()
    {
        if (!ModelRequest.TryRead(_buffer.AsSpan(0, _length), out var request)) return;

        server.NoteRequest(_buffer.AsSpan(0, request.Length));
        _length -= request.Length;
        _buffer.AsSpan(request.Length, _length).CopyTo(_buffer);
        if (!request.IsStreamed) await SendAsync(NotFound);
        else if (server.Script.IntervalMs <= 0) await SendAnswerAsync(request);
        else _stream = server.Start(socket, request);
    }

    private async ValueTask SendAnswerAsync(ModelRequest request)
    {
        var (answer, pieces) = server.WholeAnswer(request);
        foreach (var end in pieces)
        {
            var sent = socket.Send(answer.Span[..end], SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock) sent = 0;
            else if (error != SocketError.Success) throw new SocketException((int)error);
            if (sent < end) await SendAsync(answer[sent..end]);
            answer = answer[end..];
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes)..];
    }
}
