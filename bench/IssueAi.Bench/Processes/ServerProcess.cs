using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IssueAi.Bench.Processes;

/// <summary>A server process that listens on a given port and stops with the run.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 20;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly Lazy<int> _measuredId;
    private readonly Lazy<ProcessMeter> _meter;

    private ServerProcess(Process process, int port, bool isMeasuredByChild)
    {
        _process = StartedProcesses.Add(process);
        Port = port;
        _measuredId = new(() => isMeasuredByChild ? FindChild(process.Id) : process.Id);
        _meter = new(() => new ProcessMeter(_measuredId.Value));
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>Gets the id of the measured process.</summary>
    public int ProcessId => _measuredId.Value;

    public ProcessMeter Meter => _meter.Value;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the last lines of its output.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts the server and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(ServerCommand command)
    {
        var server = Start(command);
        try
        {
            await server.WaitUntilListeningAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server without waiting.</summary>
    public static ServerProcess Start(ServerCommand command)
    {
        var port = FindFreePort();
        var start = new ProcessStartInfo(command.Program, command.Arguments(port))
        {
            WorkingDirectory = command.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in command.Settings) start.Environment[key] = value;
        try
        {
            return new ServerProcess(Process.Start(start)!, port, command.IsMeasuredByChild);
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{command.Program} can't be started: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync() => await StartedProcesses.EndAsync(_process);

    private static int FindChild(int processId)
    {
        var parent = $"PPid:\t{processId}";
        return Process.GetProcesses().Select(process => process.Id).Single(id => HasLine($"/proc/{id}/status", parent));
    }

    private static bool HasLine(string file, string line)
    {
        try
        {
            return File.ReadLines(file).Contains(line);
        }
        catch (IOException)
        {
            // The process has ended.
            return false;
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilListeningAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await IsListeningAsync())
        {
            if (HasExited || Stopwatch.GetElapsedTime(begun) > StartLimit) throw new InvalidOperationException($"The server didn't start. Its output: {Output}");
            await Task.Delay(PollInterval);
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (_lines.Count > LinesKept) _lines.TryDequeue(out _);
    }
}
