using System.Collections.Concurrent;
using System.Diagnostics;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>The output of a process, line by line.</summary>
internal sealed class ProcessOutput
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string?> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _announcement = string.Empty;

    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _announced.TrySetResult(null);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits for the line with the process's address.</summary>
    public async Task<Uri> WaitForAddressAsync(string announcement)
    {
        Volatile.Write(ref _announcement, announcement);
        foreach (var line in _lines) Announce(line);
        return await _announced.Task.WaitAsync(Limits.Test) is { } address
            ? new Uri(address)
            : throw new InvalidOperationException($"The process ended: {this}");
    }

    public override string ToString() => string.Join('\n', _lines);

    private void Add(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        Announce(line);
    }

    private void Announce(string line)
    {
        if (Volatile.Read(ref _announcement) is { Length: > 0 } announcement && line.StartsWith(announcement, StringComparison.Ordinal))
            _announced.TrySetResult(line[announcement.Length..]);
    }
}
