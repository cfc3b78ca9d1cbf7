namespace IssueAi.IntegrationTests;

/// <summary>Tables of its own, with nothing in them, on the one Azurite of the test process: starting one takes 2 s of a core.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<AzuriteServer>> Server = new(StartAsync);
    private static int _accounts;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync() => ConnectionString = (await Server.Value).ConnectionStringOf(Interlocked.Increment(ref _accounts) - 1);

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer();
        await server.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.StopAsync().Wait();
        return server;
    }
}
