using System.Collections.Concurrent;
using System.Diagnostics;
using IssueAi.FunctionsHosting.Rpc;

namespace IssueAi.FunctionsHosting;

/// <summary>A worker's output, and its log entries from the host.</summary>
internal sealed class WorkerLog
{
    // Enough for a test; a benchmark's workers log more.
    private const int MaxLines = 20_000;

    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public void Add(RpcLog log) => Add($"{log.Category}[{log.Level}]: {log.Message} {log.Exception?.Message}");

    public bool Contains(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    public override string ToString() => string.Join('\n', _lines.TakeLast(50));

    private void Add(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (_lines.Count > MaxLines) _lines.TryDequeue(out _);
    }
}
