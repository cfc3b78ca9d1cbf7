using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IssueAi.LocalHost;

namespace IssueAi.IntegrationTests;

/// <summary>Azurite's table service on a port of its own, with nothing in it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly int _port = FindFreePort();
    private Process? _process;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={WellKnownKey};TableEndpoint=http://127.0.0.1:{_port}/devstoreaccount1;";

    Task IAsyncLifetime.InitializeAsync() => StartAsync();

    Task IAsyncLifetime.DisposeAsync() => StopAsync();

    /// <summary>Starts it, empty, where it was before.</summary>
    public async Task StartAsync()
    {
        var checkout = await NodeTools.InstalledAsync();
        _process = checkout.StartNode(
            "node_modules/azurite/dist/src/table/main.js",
            "--tableHost", "127.0.0.1", "--tablePort", $"{_port}",
            "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent");
        await WaitUntilListeningAsync(_process);
    }

    /// <summary>Stops it; what it held is lost.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process) return;

        _process = null;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Has it hang; what it holds is kept.</summary>
    public Task SuspendAsync() => _process!.SuspendAsync();

    public Task ResumeAsync() => _process!.ResumeAsync();

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilListeningAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(PollInterval);
        while (!await IsListeningAsync(limit.Token))
        {
            if (process.HasExited) throw new InvalidOperationException($"Azurite ended with exit code {process.ExitCode}.");
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
