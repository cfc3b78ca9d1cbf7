using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IssueAi.Bench.Race.Load;

/// <summary>One client: sends a request, reads a stream, repeats. Other threads read its observations after all clients have ended.</summary>
internal sealed class LoadCaller(LoadPlan plan, int port, Func<int> nextNumber)
{
    private readonly CallerRequest _request = new(plan.Request);
    private readonly StampReader _stamps = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    public List<double> FirstFramesMs { get; } = [];

    public List<double> WholesMs { get; } = [];

    public List<int> AgesUs { get; } = [];

    public List<Departure> Departures { get; } = [];

    public List<string> Failures { get; } = [];

    public int Frames { get; private set; }

    public long Bytes { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var begun = Stopwatch.StartNew();
        using var response = new ResponseReader(_stamps);
        for (var stream = 0; plan.DurationMs > 0 ? begun.ElapsedMilliseconds < plan.DurationMs : stream < plan.StreamsEach; stream++)
        {
            try
            {
                await StreamAsync(response, nextNumber(), cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or InvalidDataException or OperationCanceledException)
            {
                Failures.Add(exception is OperationCanceledException ? $"It took too long; {_stamps.Ages.Count} tokens had come." : exception.Message);
                Disconnect();
                if (cancellationToken.IsCancellationRequested) break;
            }
        }

        Disconnect();
    }

    private async Task StreamAsync(ResponseReader response, int number, CancellationToken cancellationToken)
    {
        response.Reset();
        var socket = _socket ??= await ConnectAsync(cancellationToken);
        var sentAt = Stopwatch.GetTimestamp();
        await socket.SendAsync(_request.For(number), cancellationToken);
        var firstAt = 0L;
        while (!response.IsOver)
        {
            var count = await socket.ReceiveAsync(_buffer, cancellationToken);
            response.Read(_buffer.AsSpan(0, count), Stamp.Now);
            Bytes += count;
            if (firstAt == 0 && _stamps.Ages.Count > 0) firstAt = Stopwatch.GetTimestamp();
            if (count == 0) response.Close();
            if (count == 0 && !response.IsOver) throw new InvalidDataException($"The stream was cut off after {_stamps.Ages.Count} tokens.");
            if (plan.LeaveAfter > 0 && _stamps.Ages.Count >= plan.LeaveAfter)
            {
                Leave(number);
                return;
            }
        }

        Note(response, sentAt, firstAt);
    }

    private void Leave(int number)
    {
        Departures.Add(new Departure(number, Stamp.Now));
        Disconnect();
    }

    private void Note(ResponseReader response, long sentAt, long firstAt)
    {
        if (response.Status != 200) throw new InvalidDataException($"The status was {response.Status}.");
        if (_stamps.Ages.Count != plan.Tokens) throw new InvalidDataException($"{_stamps.Ages.Count} of {plan.Tokens} tokens arrived.");

        WholesMs.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
        FirstFramesMs.Add(Stopwatch.GetElapsedTime(sentAt, firstAt).TotalMilliseconds);
        AgesUs.AddRange(_stamps.Ages);
        Frames += _stamps.Ages.Count;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        return socket;
    }

    private void Disconnect()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
