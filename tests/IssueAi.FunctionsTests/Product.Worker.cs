using IssueAi.FunctionsHosting;
using IssueAi.FunctionsTests.Hosting;

namespace IssueAi.IntegrationTests;

/// <summary>The product as deployed: the built worker process behind a Functions host.</summary>
internal sealed partial class Product
{
    /// <summary>The beginning of a stream's body, before its first event: the host sends no headers without it.</summary>
    public const string Opening = ": ok\n\n";

    /// <summary>The value of a stream's <c>Connection</c> header: the host's forwarder doesn't pass it on.</summary>
    public const string ConnectionHeader = "";

    /// <summary>Starts the product with settings in the form <c>Section:Key</c>.</summary>
    public static async Task<Product> StartAsync(params (string Key, string Value)[] settings)
    {
        var worker = await StartWorkerAsync(settings);
        return new Product(worker, worker.Host.Address, worker.Model);
    }

    /// <summary>Provides a product for a test class: one from an earlier class, if available.</summary>
    public static async Task<Product> ShareAsync(params (string Key, string Value)[] settings)
    {
        var lease = await WorkerPool.LeaseAsync(string.Join('\n', settings), () => StartWorkerAsync(settings));
        lease.Worker.Model.Script = null;
        lease.Worker.Model.ResetCalls();
        return new Product(lease, lease.Worker.Host.Address, lease.Worker.Model);
    }

    private static async Task<PooledWorker> StartWorkerAsync((string Key, string Value)[] settings)
    {
        var model = await StartModelAsync();
        return new PooledWorker(await FunctionsHost.StartAsync(CreateOptions([.. DefaultSettings(model), .. settings])), model);
    }

    private static FunctionsHostOptions CreateOptions(IReadOnlyCollection<(string Key, string Value)> settings)
    {
        // On this host the platform handles LocalHost's settings.
        const string Host = "LocalHost:";
        var appSettings = new Dictionary<string, string>();
        foreach (var (key, value) in settings.Where(setting => !setting.Key.StartsWith(Host, StringComparison.Ordinal)))
            appSettings[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var keys = settings.Where(setting => setting.Key == $"{Host}FunctionKey").Select(setting => setting.Value);
        return FunctionApp.HostOptions with { AppSettings = appSettings, FunctionKey = keys.LastOrDefault() };
    }
}
