using System.Net.Sockets;

namespace IssueAi.Bench.Race.Model;

/// <summary>A running answer, sent token by token. Only the pacer's thread sends.</summary>
internal sealed class ModelStream(Socket socket, ChunkTemplate template, int tokens, int caller)
{
    private byte[] _rest = [];
    private int _written;
    private volatile bool _isLeft;

    public int Caller => caller;

    public int TokensWritten => _written;

    /// <summary>Gets a value indicating whether everything has been sent.</summary>
    public bool IsOver { get; private set; }

    public bool IsLeft => _isLeft;

    /// <summary>Records that the client disconnected.</summary>
    public void Leave() => _isLeft = true;

    public void Begin() => Send(template.Beginning);

    /// <summary>Sends the next token, or the rest of an earlier one.</summary>
    /// <param name="scratch">A buffer for a token's bytes.</param>
    public void Advance(byte[] scratch)
    {
        if (_isLeft)
        {
            IsOver = true;
            return;
        }

        if (_rest.Length > 0)
        {
            var rest = _rest;
            _rest = [];
            Send(rest);
            if (_rest.Length > 0) return;
        }

        if (_written < tokens) SendToken(scratch);
        if (_written < tokens || _rest.Length > 0) return;

        // Set before the write: after the last bytes the client may request the next answer.
        IsOver = true;
        Send(template.End);
    }

    private void SendToken(byte[] scratch)
    {
        template.Token.CopyTo(scratch, 0);
        Stamp.Write(scratch.AsSpan(template.StampAt), Stamp.Now);
        _written++;
        Send(scratch.AsSpan(0, template.Token.Length));
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        int sent;
        SocketError error;
        try
        {
            sent = socket.Send(bytes, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException)
        {
            // The client disconnected just now; its connection's task closed the socket.
            _isLeft = true;
            return;
        }

        if (error is SocketError.WouldBlock or SocketError.IOPending) _rest = bytes.ToArray();
        else if (error != SocketError.Success) _isLeft = true;
        else if (sent < bytes.Length) _rest = bytes[sent..].ToArray();
    }
}
