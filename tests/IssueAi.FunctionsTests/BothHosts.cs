using IssueAi.FunctionsHosting;
using IssueAi.FunctionsTests.Hosting;
using IssueAi.IntegrationTests;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.FunctionsTests;

/// <summary>The product on LocalHost and on the Functions host, side by side over one Azurite and one model.</summary>
public sealed class BothHosts : IAsyncLifetime
{
    public const string FunctionKey = "function-key";

    private readonly AzuriteFixture _azurite = new();
    private ModelSimulatorServer _model = null!;
    private LocalHostApplication _localHost = null!;
    private FunctionsHost _functions = null!;

    /// <summary>Gets the hosts' names, as in docs/hosts.md.</summary>
    public static IReadOnlyList<string> Names { get; } = ["LocalHost", "Functions"];

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        var settings = new Dictionary<string, string>
        {
            ["Tables__ConnectionString"] = _azurite.ConnectionString,
            ["AzureOpenAI__Endpoint"] = _model.Endpoint.ToString(),
            ["AzureOpenAI__Deployment"] = "gpt-test",
            ["AzureOpenAI__ApiKey"] = "test-key",
            ["RateLimit__Enabled"] = "false",
        };
        var ofLocalHost = settings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}");
        _localHost = await LocalHostApplication.StartAsync(
            [.. ofLocalHost, "--urls=http://127.0.0.1:0", "--LocalHost:Azurite=false", "--LocalHost:Page=false", $"--LocalHost:FunctionKey={FunctionKey}"]);
        _functions = await FunctionsHost.StartAsync(FunctionApp.HostOptions with { AppSettings = settings, FunctionKey = FunctionKey });
    }

    public async Task DisposeAsync()
    {
        await _functions.DisposeAsync();
        await _localHost.DisposeAsync();
        await _model.DisposeAsync();
    }

    /// <summary>Creates a client for a host. The client sends the function key by default.</summary>
    public HttpClient CreateClient(string host, bool withKey = true)
    {
        var client = new HttpClient { BaseAddress = AddressOf(host), Timeout = Limits.Test };
        if (withKey) client.DefaultRequestHeaders.Add("x-functions-key", FunctionKey);
        return client;
    }

    public Uri AddressOf(string host) => host == Names[0] ? _localHost.Address : _functions.Address;
}
