using IssueAi.Bench.Load;
using IssueAi.Bench.Tables;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Processes;

/// <summary>One instance of the product as a separate process, its client, and the tap on its tables.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly AsyncDisposables _started;

    private Instance(AsyncDisposables started, TableTap tap, Uri address)
    {
        _started = started;
        Tap = tap;
        Client = new StreamClient(address);
    }

    public TableTap Tap { get; }

    public StreamClient Client { get; }

    public static async Task<Instance> StartAsync(AzuriteServer azurite, ModelSimulatorServer model, params (string Key, string Value)[] settings)
    {
        await using var started = new AsyncDisposables();
        var tap = started.Add(await TableTap.StartAsync(azurite.Address));
        var process = started.Add(ChildProcess.Start(
            "LocalHost.dll", ["--urls", "http://127.0.0.1:0"], ProductSettings.Create(tap.Address, model, settings)));
        var address = await process.ReadAsync("IssueAi listens on ");
        return new Instance(started.Release(), tap, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _started.DisposeAsync();
    }
}
