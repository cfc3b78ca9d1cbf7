using IssueAi.FunctionsHosting;
using IssueAi.FunctionsTests.Hosting;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>The product as deployed: a worker process behind its own Functions host.</summary>
internal sealed partial class ProductProcess
{
    private ProductProcess(FunctionsHost host)
    {
        Host = host;
        Client = CreateClient(host.Address);
    }

    public FunctionsHost Host { get; }

    /// <summary>Starts an instance with settings in the form <c>Section__Key</c>.</summary>
    public static Task<ProductProcess> StartAsync(string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings) =>
        StartAsync(FunctionApp.HostOptions, tables, model, settings);

    /// <summary>Starts an instance on a host with the given options.</summary>
    public static async Task<ProductProcess> StartAsync(
        FunctionsHostOptions options, string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings)
    {
        var appSettings = DefaultSettings(tables, model);
        foreach (var (key, value) in settings) appSettings[key] = value;
        return new(await FunctionsHost.StartAsync(options with { AppSettings = appSettings }));
    }

    /// <summary>Kills the worker, as a crash would.</summary>
    public Task KillAsync() => Host.Worker.KillAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
