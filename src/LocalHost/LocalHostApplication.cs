using System.Text.Json;
using IssueAi.Hosting;
using IssueAi.Http;
using IssueAi.ModelSimulator;
using IssueAi.Settings;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IssueAi.LocalHost;

/// <summary>The product on Kestrel, with the simulator and Azurite beside it where they are wanted.</summary>
internal sealed class LocalHostApplication : IAsyncDisposable
{
    private const string DefaultUrl = "http://localhost:7071";

    private readonly WebApplication _web;
    private readonly AsyncDisposables _started;

    private LocalHostApplication(WebApplication web, ModelSimulatorServer? simulator, AsyncDisposables started)
    {
        _web = web;
        _started = started;
        Simulator = simulator;
    }

    /// <summary>Gets where the product listens.</summary>
    public Uri Address
    {
        get
        {
            var address = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

            // Kestrel reports its bound address, which for all interfaces can't be called.
            return new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
        }
    }

    /// <summary>Gets the simulator; null when a real model answers.</summary>
    public ModelSimulatorServer? Simulator { get; }

    /// <summary>Starts everything. On an exception nothing is left running.</summary>
    /// <param name="args">Command-line settings, such as <c>--urls http://localhost:7072</c>.</param>
    /// <param name="configure">Changes the builder before it builds; for tests.</param>
    public static async Task<LocalHostApplication> StartAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = CreateBuilder(args);
        configure?.Invoke(builder);
        var options = builder.Configuration.GetSection("LocalHost").ReadSettings<LocalHostOptions>();

        await using var started = new AsyncDisposables();
        var simulator = NeedsSimulator(builder.Configuration, options) ? started.Add(await ModelSimulatorServer.StartAsync()) : null;
        if (simulator is not null) Use(simulator, builder.Configuration);

        if (options.Azurite && await AzuriteProcess.StartIfNeededAsync(builder.Configuration) is { } azurite) started.Add(azurite);
        var page = options.Page ? await DemoPage.BuildIfNeededAsync(Console.Error) : null;
        var web = started.Add(Build(builder, options, page));
        await web.StartAsync();

        var application = new LocalHostApplication(web, simulator, started.Release())
        {
            HasPage = page is not null,
            KeyHint = string.IsNullOrEmpty(options.FunctionKey) ? string.Empty : " -H 'x-functions-key: YOUR-KEY'",
        };
        await FirstRequests.SendAsync(application.Address, options.FunctionKey);
        return application;
    }

    /// <summary>Gets the key's part of a curl line, if functions ask for a key; the key itself isn't shown.</summary>
    public string KeyHint { get; private init; } = string.Empty;

    /// <summary>Gets a value indicating whether the demo page is served at <see cref="Address"/>.</summary>
    public bool HasPage { get; private init; }

    public Task WaitForShutdownAsync() => _web.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _started.DisposeAsync();

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

        // First, so that the environment and the command line have the last word, as with func start.
        builder.Configuration.Sources.Insert(0, LocalSettings.ReadValues());
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseSockets(SocketScheduling.PreferInline);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // LocalHostProcess reports a failed start, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder, LocalHostOptions options, DemoPage? page)
    {
        var hostJson = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var cors = LocalSettings.ReadCors();
        builder.Services.TryAddSingleton(new InvocationPolicy(MustStayOpen: false));
        builder.Services.TryAddSingleton(new ForwardingPolicy(ThroughHost: false));
        builder.Services.AddIssueAi(builder.Configuration);
        if (builder.Configuration.SendsTelemetry()) builder.Services.AddRequestTelemetry();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<FunctionTimers>(services, typeof(LocalHostApplication).Assembly));
        if (cors is not null) builder.Services.AddCors(services => services.AddDefaultPolicy(cors));

        var web = builder.Build();
        if (cors is not null) web.UseCors();
        if (page is not null) web.UseDemoPage(page);

        // After the page's files; otherwise the catch-all route would come first.
        web.UseRouting();
        web.MapFunctions(typeof(LocalHostApplication).Assembly, RoutePrefix(hostJson.RootElement), options.FunctionKey);

        // Addresses of no function: the platform answers them itself, with an empty body.
        web.MapFallback("{*path}", NotFoundEndpoint.Handle);
        return web;
    }

    private static string RoutePrefix(JsonElement hostJson) =>
        hostJson.TryGetProperty("extensions", out var extensions)
        && extensions.TryGetProperty("http", out var http)
        && http.TryGetProperty("routePrefix", out var prefix)
            ? prefix.GetString()!
            : "api";

    private static bool NeedsSimulator(ConfigurationManager configuration, LocalHostOptions options) =>
        options.Simulator
        ?? (string.IsNullOrWhiteSpace(configuration["AzureOpenAI:Endpoint"])
            && (configuration["Ai:Provider"] is not { Length: > 0 } provider || provider.Equals("AzureOpenAI", StringComparison.OrdinalIgnoreCase)));

    private static void Use(ModelSimulatorServer simulator, ConfigurationManager configuration) =>
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ai:Provider"] = "AzureOpenAI",
            ["AzureOpenAI:Endpoint"] = simulator.Endpoint.ToString(),
            ["AzureOpenAI:Deployment"] = "simulator",
            ["AzureOpenAI:ApiKey"] = "simulator",
        });
}
