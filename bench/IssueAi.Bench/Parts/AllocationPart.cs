using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Parts;

/// <summary>
/// The bytes that the product allocates per text frame: the difference between long and short streams, which excludes
/// the one-time costs of a stream.
/// </summary>
internal sealed class AllocationPart : IPart
{
    private const int ShortTokens = 200;
    private const int LongTokens = 1200;

    // A read from the first model returns one token; a read from the second returns all tokens since the last read.
    private static readonly Load[] Loads = [new("20 streams, 4 ms per token", Streams: 20, IntervalMs: 4), new("64 streams at full speed (S3)", Streams: 64, IntervalMs: 0)];

    // Time for the log's recorder to write in the background.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    public string Section => "allocation";

    public IReadOnlyList<string> Names => [Section];

    public async Task<string> RunAsync(BenchOptions options)
    {
        await using var track = await RaceTrack.StartAsync(options with { Peers = [] });
        var table = new MarkdownTable(["Allocated per text event, steady state", "", "Measured", "To reach", "Reached"]);
        foreach (var load in Loads)
        {
            foreach (var (name, limit) in new[] { (ContenderList.Bare, 100), (ContenderList.Full, 300) })
            {
                var samples = await MeasureAsync(track, name, load, options.Rounds);
                table.Add(
                [
                    load.Title, name,
                    string.Create(Numbers.Format, $"{samples.Median:F0} bytes ({samples.Quantile(0):F0} to {samples.Quantile(1):F0})"),
                    $"at most {limit} bytes", samples.Median <= limit ? "yes" : "**no**",
                ]);
            }
        }

        return $"{table}\nStreams of {LongTokens} tokens less those of {ShortTokens}, {options.Rounds} rounds.";
    }

    private static async Task<Samples> MeasureAsync(RaceTrack track, string name, Load load, int rounds)
    {
        var contender = track.Contenders.Create(name);
        await using var host = await MemoryHost.StartAsync(contender.Command!.Settings);
        await AllocateAsync(track, host, contender, load, ShortTokens);
        var samples = new Samples();
        for (var round = 0; round < rounds; round++)
        {
            var brief = await AllocateAsync(track, host, contender, load, ShortTokens);
            var lasting = await AllocateAsync(track, host, contender, load, LongTokens);
            samples.Add((double)(lasting - brief) / load.Streams / (LongTokens - ShortTokens));
        }

        return samples;
    }

    private static async Task<long> AllocateAsync(RaceTrack track, MemoryHost host, Contender contender, Load load, int tokens)
    {
        await track.Model.ScriptAsync(new ModelScript(load.IntervalMs, tokens));
        var before = await host.ReadAllocatedAsync();
        var result = await track.Loader.RunAsync(new LoadPlan([host.Port], contender.Request, load.Streams, tokens) { RampMs = 200 });
        if (result.Failure is { } failure) throw new InvalidOperationException($"The product didn't answer: {failure}");

        await Task.Delay(SettleTime);
        return await host.ReadAllocatedAsync() - before;
    }

    private sealed record Load(string Title, int Streams, double IntervalMs);
}
