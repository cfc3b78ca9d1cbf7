using IssueAi.FunctionsTests.Hosting;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>The product as it is deployed: a worker process behind a Functions host of its own.</summary>
internal sealed partial class ProductProcess
{
    private ProductProcess(FunctionsHost host)
    {
        Host = host;
        Client = CreateClient(host.Address);
    }

    public FunctionsHost Host { get; }

    /// <summary>Starts an instance with settings as <c>Section__Key</c>.</summary>
    public static Task<ProductProcess> StartAsync(string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings) =>
        StartAsync(new FunctionsHostOptions(), tables, model, settings);

    /// <summary>Starts an instance on a host with options of its own.</summary>
    public static async Task<ProductProcess> StartAsync(
        FunctionsHostOptions options, string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings)
    {
        var appSettings = DefaultSettings(tables, model);
        foreach (var (key, value) in settings) appSettings[key] = value;
        return new(await FunctionsHost.StartAsync(options with { AppSettings = appSettings }));
    }

    /// <summary>Ends the worker as a crash would: at once, without a word.</summary>
    public Task KillAsync() => Host.Worker.KillAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
