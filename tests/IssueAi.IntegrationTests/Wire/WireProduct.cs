using IssueAi.Generation.Upstream;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>The product with a cache, whose model is a server that replays scripts.</summary>
public abstract class WireProduct(string provider, string path, string assessment, params (string Key, string Value)[] settings) : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();

    internal Product Product { get; private set; } = null!;

    internal WireServer Server { get; private set; } = null!;

    /// <summary>Gets the setting that names the model.</summary>
    private string Model => provider == "AzureOpenAI" ? "Deployment" : "Model";

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Server = await WireServer.StartAsync(assessment);
        Product = await StartAsync();
    }

    /// <summary>Starts another product on the same model, with empty state.</summary>
    internal Task<Product> StartAsync(params (string Key, string Value)[] more) => Product.StartAsync(
    builder =>
    {
        builder.Services.AddSingleton<ModelTransport>(new MeteredTransport(Server.Read));
        if (Server.Clock is { } clock) builder.Services.AddSingleton<TimeProvider>(clock);
    },
    [
        ("Ai:Provider", provider),
        ($"{provider}:Endpoint", Server.Address + path),
        ($"{provider}:{Model}", "wire"),
        ($"{provider}:ApiKey", Product.ModelKey),
        ("Tables:ConnectionString", _azurite.ConnectionString),
        ("Cache:Enabled", "true"),
        ("Confidence:SelfAssessment", "true"),
        ("Generation:FirstTokenTimeout", "00:00:03"),
        ("Generation:IdleTimeout", "00:00:03"),
        .. settings,
        .. more,
    ]);

    public async Task DisposeAsync()
    {
        await Product.DisposeAsync();
        await Server.DisposeAsync();
    }
}
