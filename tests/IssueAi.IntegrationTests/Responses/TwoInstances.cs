using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>Two instances of the product over one Azurite and one simulator that each test scripts anew.</summary>
public sealed class TwoInstances : IAsyncLifetime
{
    private readonly AzuriteServer _azurite = new();
    private readonly List<ProductProcess> _more = [];

    internal ModelSimulatorServer Model { get; private set; } = null!;

    internal string TablesConnection => _azurite.ConnectionString;

    internal ProductProcess First { get; private set; } = null!;

    internal ProductProcess Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        await _azurite.StartAsync();
        First = await ProductProcess.StartAsync(_azurite.ConnectionString, Model);
        Second = await ProductProcess.StartAsync(_azurite.ConnectionString, Model);
    }

    public async Task DisposeAsync()
    {
        foreach (var instance in _more.Append(First).Append(Second)) await instance.DisposeAsync();
        await _azurite.StopAsync();
        await Model.DisposeAsync();
    }

    /// <summary>Starts a further instance with the given settings; the fixture disposes of it.</summary>
    internal Task<ProductProcess> StartAnotherAsync(params (string Key, string Value)[] settings) =>
        StartAnotherAsync((tables, model) => ProductProcess.StartAsync(tables, model, settings));

    /// <summary>Starts a further instance with the given function; the fixture disposes of it.</summary>
    internal async Task<ProductProcess> StartAnotherAsync(Func<string, ModelSimulatorServer, Task<ProductProcess>> start)
    {
        var another = await start(_azurite.ConnectionString, Model);
        _more.Add(another);
        return another;
    }

    /// <summary>Scripts the model's answers from now on, and clears its recorded calls.</summary>
    internal void Script(Scenario scenario)
    {
        Model.ResetCalls();
        Model.Script = _ => scenario;
    }

    internal Task StopStorageAsync() => _azurite.StopAsync();

    internal Task StartStorageAsync() => _azurite.StartAsync();

    internal Task SuspendStorageAsync() => _azurite.SuspendAsync();

    internal Task ResumeStorageAsync() => _azurite.ResumeAsync();
}
