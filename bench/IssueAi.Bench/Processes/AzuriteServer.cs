using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IssueAi.LocalHost;

namespace IssueAi.Bench.Processes;

/// <summary>Azurite's table service in memory, on a separate port.</summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;

    private AzuriteServer(Process process, Uri address)
    {
        _process = StartedProcesses.Add(process);
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<AzuriteServer> StartAsync()
    {
        var checkout = Checkout.Find() ?? throw new InvalidOperationException("The bench runs inside the checkout, where package-lock.json is.");
        await checkout.InstallNodePackagesAsync();

        var port = FindFreePort();
        var server = new AzuriteServer(
            checkout.StartNode(
            [
                "node_modules/azurite/dist/src/table/main.js",
                "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
                "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            ]),
            new Uri($"http://127.0.0.1:{port}"));
        await server.WaitUntilListeningAsync();
        return server;
    }

    /// <summary>Gets the connection string for tables at an address, either Azurite's or that of a proxy to it.</summary>
    public static string ConnectionString(Uri address) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={WellKnownKey};TableEndpoint={address}devstoreaccount1;";

    public async ValueTask DisposeAsync() => await StartedProcesses.EndAsync(_process);

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
            if (_process.HasExited || Stopwatch.GetElapsedTime(begun) > StartLimit) throw new InvalidOperationException("Azurite didn't start.");
            await Task.Delay(PollInterval);
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
