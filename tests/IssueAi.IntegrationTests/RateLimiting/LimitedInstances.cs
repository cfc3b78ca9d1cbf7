using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.RateLimiting;

/// <summary>Two instances with the default limits, as processes, over one Azurite.</summary>
public sealed class LimitedInstances : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();

    internal ModelSimulatorServer Model { get; private set; } = null!;

    internal ProductProcess First { get; private set; } = null!;

    internal ProductProcess Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        await _azurite.InitializeAsync();
        First = await ProductProcess.StartAsync(_azurite.ConnectionString, Model, ("RateLimit__Enabled", "true"));
        Second = await ProductProcess.StartAsync(_azurite.ConnectionString, Model, ("RateLimit__Enabled", "true"));
    }

    public async Task DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Model.DisposeAsync();
    }
}
