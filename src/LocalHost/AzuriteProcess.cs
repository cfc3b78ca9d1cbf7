using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IssueAi.LocalHost;

/// <summary>Azurite's table service as a process of ours, for development storage.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private const int Port = 10002;
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;

    private AzuriteProcess(Process process) => _process = process;

    /// <summary>Starts Azurite when the tables are development storage and nothing listens there.</summary>
    /// <returns>The process to end with us; null when none was needed or could be had.</returns>
    public static async Task<AzuriteProcess?> StartIfNeededAsync(IConfiguration configuration)
    {
        if (!UsesDevelopmentStorage(configuration) || await IsListeningAsync()) return null;
        if (Checkout.Find() is not { } checkout) return null;

        await checkout.InstallNodePackagesAsync();
        var azurite = new AzuriteProcess(checkout.StartNode(
        [
            "node_modules/azurite/dist/src/table/main.js",
            "--tableHost", "127.0.0.1", "--tablePort", $"{Port}", "--location", ".azurite", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
        ]));
        await azurite.WaitUntilListeningAsync();
        return azurite;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    // Interrupted, as by Ctrl+C, Azurite saves its last writes first; ended in any other way, it loses them.
    private async Task StopAsync()
    {
        if (_process.HasExited) return;
        if (!OperatingSystem.IsWindows())
        {
            using var ask = Process.Start("kill", ["-INT", $"{_process.Id}"]);
            using var patience = new CancellationTokenSource(StopLimit);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    private static bool UsesDevelopmentStorage(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration["Tables:ServiceUri"])
        && (configuration["Tables:ConnectionString"] is not { Length: > 0 } connection || connection.Trim() == DevelopmentStorage);

    private static async Task<bool> IsListeningAsync()
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

    private async Task WaitUntilListeningAsync()
    {
        var started = Stopwatch.StartNew();
        using var poll = new PeriodicTimer(PollInterval);

        // Another LocalHost may have been quicker to take the port; then this one's Azurite ends and theirs serves both.
        while (!await IsListeningAsync() && !_process.HasExited && started.Elapsed < StartLimit) await poll.WaitForNextTickAsync();
    }
}
