using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Tables;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The memory of a running stream, including its connections, pools, log and recording.</summary>
internal sealed class StreamMemory : IScenario
{
    private const int Streams = 200;
    private const int FirstStreams = 50;
    private const int Tokens = 50;
    private const int OpenedAtOnce = 10;
    private const double LimitKiB = 64;
    private const double KiB = 1024;
    private const int ListedTypes = 24;

    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    private readonly Samples _heap = new();
    private readonly Samples _resident = new();
    private IReadOnlyList<(string Type, HeapObjects.Amount Added)> _objects = [];

    public string Name => "stream-memory";

    public Task WarmUpAsync(Rig rig) => Task.CompletedTask;

    public async Task RunAsync(Rig rig, int round)
    {
        // A fresh process each time: pools from an earlier round would hide the need of streams. The first streams include
        // the one-time costs: compiled code and threads.
        await using var tables = await EmptyTables.StartAsync();
        await using var host = await MemoryHost.StartAsync(tables.Address, rig.Model);
        rig.Script(new Scenario { Chunks = new StampedTokens(Tokens) });
        for (var request = 0; request < FirstStreams; request++) await host.Client.StreamAsync(rig.NewPost());

        rig.Script(new Scenario { Chunks = new StampedTokens(Tokens), Failure = SimulatedFailure.Stall, FailAfter = Tokens });
        var streams = await OpenAsync(rig, host.Client, FirstStreams);
        var before = await host.MeasureAsync();
        var objectsBefore = await host.ReadObjectsAsync();
        streams.AddRange(await OpenAsync(rig, host.Client, Streams));
        var during = await host.MeasureAsync();
        _objects = (await host.ReadObjectsAsync()).Since(objectsBefore);
        foreach (var stream in streams) stream.Dispose();
        if (tables.Transactions < 2 * streams.Count) throw new InvalidOperationException("The streams weren't recorded while they were measured.");

        _heap.Add((during.HeapBytes - before.HeapBytes) / KiB / Streams);
        _resident.Add((during.ResidentBytes - before.ResidentBytes) / KiB / Streams);
    }

    public void Report(Report report)
    {
        report.Add(
            $"Memory per running stream, GC heap after a full collection, {Streams} streams",
            string.Create(Numbers.Format, $"{_heap.Median:F1} KiB"),
            $"under {LimitKiB} KiB plus its text",
            _heap.Median < LimitKiB);
        report.Add(
            "Memory per running stream, growth of the process (anonymous RSS)",
            string.Create(Numbers.Format, $"{_resident.Median:F1} KiB"),
            $"under {LimitKiB} KiB plus its text",
            _resident.Median < LimitKiB);
        report.AddSection("Objects of a running stream", DescribeObjects());
    }

    private string DescribeObjects()
    {
        var table = new MarkdownTable(["Type", "Objects per stream", "Bytes per stream"]);
        foreach (var (type, added) in _objects.Take(ListedTypes)) table.Add(Row($"`{type}`", added));
        var rest = _objects.Skip(ListedTypes).ToList();
        table.Add(Row($"{rest.Count(type => type.Added.Bytes > 0)} further types", new(rest.Sum(type => type.Added.Count), rest.Sum(type => type.Added.Bytes))));
        table.Add(Row("All", new(_objects.Sum(type => type.Added.Count), _objects.Sum(type => type.Added.Bytes))));
        return table.ToString();
    }

    private static string[] Row(string type, HeapObjects.Amount added) =>
    [
        type, string.Create(Numbers.Format, $"{added.Count / Streams:F1}"), string.Create(Numbers.Format, $"{added.Bytes / Streams:N0}"),
    ];

    private static async Task<List<OpenStream>> OpenAsync(Rig rig, StreamClient client, int count)
    {
        var streams = new List<OpenStream>(count);
        while (streams.Count < count)
        {
            streams.AddRange(await Task.WhenAll(Enumerable.Range(0, OpenedAtOnce).Select(async _ =>
            {
                var stream = await client.PostAsync(rig.NewPost());
                await stream.ReadTextAsync(Tokens);
                return stream;
            })));
        }

        await Task.Delay(SettleTime);
        return streams;
    }
}
