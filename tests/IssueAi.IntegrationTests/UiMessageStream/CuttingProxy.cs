using System.Net;
using System.Net.Sockets;

namespace IssueAi.IntegrationTests.UiMessageStream;

/// <summary>A proxy before the product that resets the first stream after a number of events; later streams pass.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Uri _product;
    private readonly Task _accepting;
    private int _eventsToPass;

    public CuttingProxy(Uri product, int eventsToPass)
    {
        _product = product;
        _eventsToPass = eventsToPass;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using var service = new TcpClient();
        using (caller)
        {
            await service.ConnectAsync(_product.Host, _product.Port, _stopping.Token);
            await Task.WhenAny(AskAsync(caller.GetStream(), service.GetStream()), AnswerAsync(service.GetStream(), caller));
        }
    }

    // The proxy can only count uncompressed events, so it renames the Accept-Encoding header.
    private Task AskAsync(NetworkStream from, NetworkStream to) => PumpAsync(from, async bytes =>
    {
        var name = bytes.Span.IndexOf("accept-encoding"u8);
        if (name >= 0) bytes.Span[name] = (byte)'x';
        await to.WriteAsync(bytes, _stopping.Token);
        return true;
    });

    private Task AnswerAsync(NetworkStream from, TcpClient caller) => PumpAsync(from, async bytes =>
    {
        var end = Volatile.Read(ref _eventsToPass) > 0 ? Count(bytes.Span) : null;
        await caller.GetStream().WriteAsync(bytes[..(end ?? bytes.Length)], _stopping.Token);
        if (end is null) return true;

        caller.Client.Close(0);
        return false;
    });

    // Returns the end of the last event that may pass.
    private int? Count(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf("\n\n"u8) is >= 0 and var found;)
        {
            at += found + 2;
            if (Interlocked.Decrement(ref _eventsToPass) == 0) return at;
        }

        return null;
    }

    private async Task PumpAsync(NetworkStream from, Func<Memory<byte>, Task<bool>> handle)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _stopping.Token) is > 0 and var length && await handle(buffer.AsMemory(0, length)))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other direction of the connection has ended, or the test has.
        }
    }
}
