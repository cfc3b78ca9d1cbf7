using IssueAi.Bench.Processes;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Tables;
using IssueAi.LocalHost;

namespace IssueAi.Bench.Race.Instances;

/// <summary>Several instances of the product over the same tables, each with a tap on its connection to them.</summary>
internal sealed class InstanceSet : IAsyncDisposable
{
    private readonly AsyncDisposables _started;
    private readonly List<TableTap> _taps;
    private readonly List<ServerProcess> _servers;

    private InstanceSet(AsyncDisposables started, List<TableTap> taps, List<ServerProcess> servers)
    {
        _started = started;
        (_taps, _servers) = (taps, servers);
    }

    public IReadOnlyList<int> Ports => [.. _servers.Select(server => server.Port)];

    public double CpuMs => _servers.Sum(server => server.Meter.CpuMs);

    public static async Task<InstanceSet> StartAsync(RaceTrack track, int count)
    {
        await using var started = new AsyncDisposables();
        var (taps, servers) = (new List<TableTap>(), new List<ServerProcess>());
        for (var instance = 0; instance < count; instance++)
        {
            taps.Add(started.Add(await TableTap.StartAsync(track.Tables.Address)));
            servers.Add(started.Add(await ServerProcess.StartAsync(ContenderList.FullProduct(track.Model.Address, taps[^1].Address))));
        }

        return new InstanceSet(started.Release(), taps, servers);
    }

    public void Begin()
    {
        foreach (var tap in _taps) tap.Take();
        foreach (var server in _servers) server.Meter.Start();
    }

    /// <summary>Waits until all writes have ended, and returns all operations.</summary>
    public async Task<IReadOnlyList<TableOperation>> EndAsync()
    {
        foreach (var tap in _taps) await tap.SettleAsync();
        return [.. _taps.SelectMany(tap => tap.Take())];
    }

    public ValueTask DisposeAsync() => _started.DisposeAsync();
}
