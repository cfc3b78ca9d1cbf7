using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IssueAi.LocalHost;

namespace IssueAi.IntegrationTests;

/// <summary>A separate, empty Azurite: for tests that stop storage, or read all tables.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Azurite accepts only the accounts that are named at its start.
    private const int Accounts = 200;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly int _port = FindFreePort();
    private Process? _process;

    /// <summary>Gets the connection string of an account, 0 to 199. Accounts share no data.</summary>
    public string ConnectionStringOf(int account)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(account, Accounts);
        return $"DefaultEndpointsProtocol=http;AccountName={NameOf(account)};AccountKey={Key};TableEndpoint=http://127.0.0.1:{_port}/{NameOf(account)};";
    }

    /// <summary>Gets the connection string of the first account.</summary>
    public string ConnectionString => ConnectionStringOf(0);

    Task IAsyncLifetime.InitializeAsync() => StartAsync();

    Task IAsyncLifetime.DisposeAsync() => StopAsync();

    /// <summary>Starts an empty Azurite at the same address, unless it runs.</summary>
    public async Task StartAsync()
    {
        if (_process is not null) return;

        var checkout = await NodeTools.InstalledAsync();
        _process = checkout.StartNode(
            [
                "node_modules/azurite/dist/src/table/main.js",
                "--tableHost", "127.0.0.1", "--tablePort", $"{_port}",
                "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            ],
            ("AZURITE_ACCOUNTS", string.Join(';', Enumerable.Range(0, Accounts).Select(account => $"{NameOf(account)}:{Key}"))));
        await WaitUntilListeningAsync(_process);
    }

    /// <summary>Stops Azurite; its data is lost.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process) return;

        _process = null;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Suspends Azurite; its data is kept.</summary>
    public Task SuspendAsync() => _process!.SuspendAsync();

    public Task ResumeAsync() => _process!.ResumeAsync();

    private static string NameOf(int account) => $"account{account}";

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
