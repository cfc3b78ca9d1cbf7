using System.Diagnostics;

namespace IssueAi.FunctionsHosting;

/// <summary>A worker process, started with the host's command line.</summary>
internal sealed class FunctionsWorker : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    // The platform allows a worker this long to stop.
    private static readonly TimeSpan TerminationLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private FunctionsWorker(Process process, WorkerLink link)
    {
        _process = process;
        Link = link;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public WorkerLink Link { get; }

    /// <summary>Gets the worker's HTTP address; known once the worker is ready.</summary>
    public WorkerDescription Description { get; private set; } = null!;

    public Process Process => _process;

    /// <summary>Starts a worker and waits until its functions are loaded.</summary>
    /// <exception cref="InvalidOperationException">The worker stopped earlier; the message holds its output.</exception>
    public static async Task<FunctionsWorker> StartAsync(FunctionsHostOptions options, string id, Uri hostAddress, WorkerLink link, WorkerLog log)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(options.AppFolder, options.Program),
                "--functions-uri", hostAddress.ToString(), "--functions-worker-id", id, "--functions-request-id", id, "--functions-grpc-max-message-length", "2147483647",
            ])
        {
            WorkingDirectory = options.AppFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FUNCTIONS_APPLICATION_DIRECTORY"] = options.AppFolder, ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated" },
        };
        foreach (var (key, value) in options.AppSettings.Concat(options.Environment)) start.Environment[key] = value;

        var process = Process.Start(start)!;
        log.Follow(process);
        var worker = new FunctionsWorker(process, link);
        await Task.WhenAny(link.Ready, process.WaitForExitAsync()).WaitAsync(StartLimit);
        if (!link.Ready.IsCompletedSuccessfully)
        {
            await worker.DisposeAsync();
            throw new InvalidOperationException($"The worker didn't start. {link.Ready.Exception?.InnerException?.Message}\n{log}");
        }

        worker.Description = await link.Ready;
        return worker;
    }

    /// <summary>Kills the process, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        Link.Break(new IOException("The worker was killed."));
    }

    /// <summary>Asks the worker to stop, and kills it after the platform's time limit.</summary>
    public async Task TerminateAsync()
    {
        Link.Terminate();
        using var limit = new CancellationTokenSource(TerminationLimit);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await KillAsync();
        _process.Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        if (!_process.HasExited) _process.Kill();
    }
}
