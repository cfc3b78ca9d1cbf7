using IssueAi.Tests.Runs;

namespace IssueAi.IntegrationTests;

/// <summary>Empty tables for one class, on one of the few Azurites that the test process shares: starting one takes 2 s of CPU.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<AzuriteServer>>[] Servers = [new(StartAsync), new(StartAsync), new(StartAsync)];

    private static int _fixtures = -1;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var (account, server) = Math.DivRem(Interlocked.Increment(ref _fixtures), Servers.Length);
        ConnectionString = (await Servers[server].Value).ConnectionStringOf(account);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer();
        await server.StartAsync();
        RunEnd.Add(server.StopAsync);
        return server;
    }
}
