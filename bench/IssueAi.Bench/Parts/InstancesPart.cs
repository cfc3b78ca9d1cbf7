using IssueAi.Bench.Measures;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Instances;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Parts;

/// <summary>The joint figures of several instances with the same tables, and the capacity of one storage account.</summary>
internal sealed class InstancesPart : IPart
{
    private static readonly int[] Counts = [1, 2, 4];

    public string Section => "instances";

    public IReadOnlyList<string> Names => [Section];

    public async Task<string> RunAsync(BenchOptions options)
    {
        var (laps, noise) = (new List<(InstanceLoad Load, int Count, InstanceLap Lap)>(), new NoiseMeter());
        var begun = DateTime.UtcNow;
        await using (var track = await RaceTrack.StartAsync(options with { Peers = [] }))
        {
            foreach (var count in Counts)
            {
                noise.Measure();
                await using var instances = await InstanceSet.StartAsync(track, count);
                await WarmUpAsync(track, instances);
                foreach (var load in InstanceLoad.All) laps.Add((load, count, await MeasureAsync(track, instances, load)));
            }
        }

        var answer = laps.First(lap => lap.Load == InstanceLoad.All[^1]).Lap;
        return $"{Table(laps)}\n{Machine.Describe(rounds: 1, DateTime.UtcNow - begun, noise)}\n\n{AccountLimits.Describe(answer)}";
    }

    private static async Task WarmUpAsync(RaceTrack track, InstanceSet instances)
    {
        await track.Model.ScriptAsync(new ModelScript(0));
        await track.Loader.RunAsync(new LoadPlan(instances.Ports, Race.Contenders.Requests.Issue(), Callers: 8, ModelScript.UsualTokens) { DurationMs = 1500 });
        await instances.EndAsync();
    }

    private static async Task<InstanceLap> MeasureAsync(RaceTrack track, InstanceSet instances, InstanceLoad load)
    {
        await track.Model.ScriptAsync(load.Model);
        instances.Begin();
        var result = await track.Loader.RunAsync(load.Behaviour(new LoadPlan(instances.Ports, Race.Contenders.Requests.Issue(), load.Callers, load.Model.Tokens)));
        var cpuMs = instances.CpuMs;
        var lap = new InstanceLap(result, await instances.EndAsync(), cpuMs);
        Console.WriteLine(string.Create(Numbers.Format, $"{instances.Ports.Count} instances, {load.Title}: {lap.RequestsASecond:F1} requests/s, {lap.OperationsARequest:F1} operations per request, {result.Failed} failed {result.Failure}"));
        return lap;
    }

    private static string Table(List<(InstanceLoad Load, int Count, InstanceLap Lap)> laps)
    {
        var table = new MarkdownTable(["Load", "Processes", "Requests per second", "First event, p50", "Table operations per request", "Conflicts (409, 412) per request", "Table operations per second", "CPU per request", "Failed"]);
        foreach (var (load, count, lap) in laps)
        {
            table.Add(
            [
                $"{load.Title}, {load.Callers} callers", $"{count}", Write(lap.RequestsASecond, "F1"), Numbers.Ms(lap.Load.FirstFrameMs.P50), Write(lap.OperationsARequest, "F1"),
                Write(lap.ConflictsARequest, "F2"), Write(lap.OperationsASecond, "F0"), Numbers.Ms(lap.CpuMsARequest), $"{lap.Load.Failed}",
            ]);
        }

        return table.ToString();
    }

    private static string Write(double value, string format) => value.ToString(format, Numbers.Format);
}
