using IssueAi.Bench.Load;
using IssueAi.Bench.Processes;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench;

/// <summary>
/// The common parts of all scenarios: Azurite and three instances of the product as separate processes, each with a tap on its
/// connection to the tables. The model and the load run in this process, so that both read one clock.
/// </summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly AsyncDisposables _started;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private int _issues;

    private Rig(AsyncDisposables started, ModelSimulatorServer model, Instance[] instances)
    {
        _started = started;
        Model = model;
        (First, Second, Bare) = (instances[0], instances[1], instances[2]);
    }

    public ModelSimulatorServer Model { get; }

    /// <summary>Gets an instance with default settings.</summary>
    public Instance First { get; }

    /// <summary>Gets a second instance with default settings over the same tables.</summary>
    public Instance Second { get; }

    /// <summary>Gets an instance without stored responses, history and cache.</summary>
    public Instance Bare { get; }

    public static async Task<Rig> StartAsync()
    {
        await using var started = new AsyncDisposables();
        var azurite = started.Add(await AzuriteServer.StartAsync());
        var model = started.Add(await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero }));
        Instance[] instances =
        [
            started.Add(await Instance.StartAsync(azurite, model)),
            started.Add(await Instance.StartAsync(azurite, model)),
            started.Add(await Instance.StartAsync(azurite, model, ("History__Enabled", "false"), ("Cache__Enabled", "false"))),
        ];
        return new Rig(started.Release(), model, instances);
    }

    /// <summary>Sets the model's script for all further answers.</summary>
    public void Script(Scenario scenario) => Model.Script = _ => scenario;

    /// <summary>Creates a new, unique request.</summary>
    public IssuePost NewPost() => IssuePost.Create($"bench/{_run}#{Interlocked.Increment(ref _issues)}");

    public ValueTask DisposeAsync() => _started.DisposeAsync();
}
