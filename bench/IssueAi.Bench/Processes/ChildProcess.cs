using System.Diagnostics;
using System.Threading.Channels;

namespace IssueAi.Bench.Processes;

/// <summary>A .NET child process that stops with this one. Its output is read line by line.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan LineLimit = TimeSpan.FromSeconds(30);

    private const int Outputs = 2;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private int _closed;

    private ChildProcess(Process process)
    {
        _process = StartedProcesses.Add(process);
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Starts a program in this program's folder.</summary>
    public static ChildProcess Start(string assembly, string[] arguments, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the line with this prefix, and returns the rest of it.</summary>
    public async Task<string> ReadAsync(string beginning, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? LineLimit);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(limit.Token);
                _seen.Add(line);
                if (line.StartsWith(beginning, StringComparison.Ordinal)) return line[beginning.Length..];
            }
        }
        catch (Exception exception) when (exception is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"The process didn't print '{beginning}'. Its output: {string.Join('\n', _seen)}", exception);
        }
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public async ValueTask DisposeAsync() => await StartedProcesses.EndAsync(_process);

    private void Add(string? line)
    {
        if (line is not null) _lines.Writer.TryWrite(line);
        else if (Interlocked.Increment(ref _closed) == Outputs) _lines.Writer.TryComplete();
    }
}
