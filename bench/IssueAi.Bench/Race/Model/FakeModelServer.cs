using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IssueAi.Bench.Race.Model;

/// <summary>
/// A minimal Azure OpenAI for load tests: it supports just enough HTTP for its clients, on plain sockets, so that it takes little CPU
/// from the measured process. The simulator in src/ answers realistically; this server answers fast.
/// </summary>
internal sealed class FakeModelServer : IDisposable
{
    private const int Backlog = 4096;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly StreamPacer _pacer = new();
    private readonly ConcurrentQueue<ModelAbort> _aborts = new();
    private Answers _answers = new(new ModelScript(0));
    private byte[] _firstRequest = [];
    private int _requests;
    private int _wholeAnswers;

    public FakeModelServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
    }

    public Uri Address => new($"http://{_listener.LocalEndPoint}/");

    public ModelScript Script
    {
        get => _answers.Script;
        set => _answers = new Answers(value);
    }

    public async Task RunAsync()
    {
        while (true) _ = new ModelConnection(await _listener.AcceptAsync(), this).RunAsync();
    }

    public ModelStream Start(Socket socket, ModelRequest request)
    {
        var answers = _answers;
        var stream = new ModelStream(socket, answers.TemplateFor(request), answers.Script.Tokens, request.Caller);
        _pacer.Add(stream, TimeSpan.FromMilliseconds(answers.Script.IntervalMs));
        return stream;
    }

    /// <summary>Returns the bytes of a whole answer, and the lengths of the pieces in which it is sent.</summary>
    public WholeAnswer WholeAnswer(ModelRequest request)
    {
        Interlocked.Increment(ref _wholeAnswers);
        return _answers.WholeFor(request);
    }

    public void NoteRequest(ReadOnlySpan<byte> request)
    {
        if (Interlocked.Increment(ref _requests) == 1) _firstRequest = request.ToArray();
    }

    public void NoteAbort(ModelStream stream)
    {
        _aborts.Enqueue(new ModelAbort(stream.Caller, Stamp.Now, stream.TokensWritten));
        stream.Leave();
    }

    /// <summary>Reports the observations since the last call.</summary>
    public ModelReport Report()
    {
        var aborts = new List<ModelAbort>();
        while (_aborts.TryDequeue(out var abort)) aborts.Add(abort);
        var completed = _pacer.TakeCompleted() + Interlocked.Exchange(ref _wholeAnswers, 0);
        return new ModelReport(Interlocked.Exchange(ref _requests, 0), completed, aborts, BodyOf(_firstRequest));
    }

    public void Dispose() => _listener.Dispose();

    private static string BodyOf(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? string.Empty : Encoding.UTF8.GetString(request.AsSpan(end + 4));
    }

    /// <summary>Creates the answers with and without log-probabilities.</summary>
    private sealed class Answers(ModelScript script)
    {
        private readonly ChunkTemplate _plain = ChunkTemplate.Create(logProbabilities: false, script.Tokens);
        private readonly ChunkTemplate _rich = ChunkTemplate.Create(script.HasLogProbabilities, script.Tokens);
        private WholeAnswer? _wholePlain;
        private WholeAnswer? _wholeRich;

        public ModelScript Script => script;

        public ChunkTemplate TemplateFor(ModelRequest request) => request.WantsLogProbabilities ? _rich : _plain;

        public WholeAnswer WholeFor(ModelRequest request) => request.WantsLogProbabilities
            ? _wholeRich ??= Model.WholeAnswer.Create(_rich, script)
            : _wholePlain ??= Model.WholeAnswer.Create(_plain, script);
    }
}
