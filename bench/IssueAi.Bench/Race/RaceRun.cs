using System.Diagnostics;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Race.Scenarios;
using IssueAi.Bench.Tables;
using IssueAi.LocalHost;

namespace IssueAi.Bench.Race;

/// <summary>Runs scenarios against contenders. Within a round the contenders take turns, so that noise affects all of them.</summary>
internal sealed class RaceRun(RaceTrack track, NoiseMeter noise)
{
    private const int WarmUpCallers = 16;
    private const int PacedWarmUpCallers = 64;
    private const int WarmUpMs = 2000;
    // Later aborts count as undetected.
    private static readonly TimeSpan DepartureTime = TimeSpan.FromSeconds(2);

    public async Task<RaceLaps> RunAsync(RaceScenario scenario, IReadOnlyList<string> names, int rounds)
    {
        var laps = new RaceLaps(scenario);

        // Each scenario gets fresh processes: memory of an earlier one would count here.
        await using var started = new AsyncDisposables();
        var field = new List<Running>();
        foreach (var name in names)
        {
            if (await TryStartAsync(name, laps) is { } running) field.Add(started.Add(running));
        }

        for (var round = 1; round <= rounds; round++)
        {
            noise.Measure();
            foreach (var running in field) await RunAsync(laps, running, round);
        }

        if (scenario.Measures.Any(measure => measure.Full is { RoundTrips: > 0 })) laps.RoundTripMs = await TablePing.MeasureAsync(track.Tables.Address);

        return laps;
    }

    // A contender that can't run doesn't stop the others, except for the reference of all comparisons.
    private async Task<Running?> TryStartAsync(string name, RaceLaps laps)
    {
        try
        {
            return await StartAsync(track.Contenders.Create(name));
        }
        catch (InvalidOperationException exception) when (name != ContenderList.Yarp)
        {
            laps.Fail(name, exception.Message);
            return null;
        }
    }

    /// <summary>Starts a contender and warms it up.</summary>
    public async Task<Running> StartAsync(Contender contender)
    {
        var running = await Running.StartAsync(contender);
        try
        {
            await WarmUpAsync(running);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a scenario once against one contender.</summary>
    public async Task<Lap> MeasureAsync(Running running, RaceScenario scenario)
    {
        await track.Model.ScriptAsync(scenario.Model with { HasLogProbabilities = track.HasLogProbabilities });
        var (loader, model) = (new ProcessMeter(track.Loader.ProcessId), new ProcessMeter(track.Model.ProcessId));
        foreach (var meter in new[] { running.Meter, loader, model }) meter?.Start();
        var begun = Stopwatch.StartNew();
        var load = await track.Loader.RunAsync(scenario.PlanFor(running));
        var elapsedMs = begun.Elapsed.TotalMilliseconds;
        if (load.Departures.Count > 0) await Task.Delay(DepartureTime);
        var (cpuMs, peakMiB) = running.IsAlive ? (running.Meter?.CpuMs ?? double.NaN, running.Meter?.PeakMiB ?? double.NaN) : (double.NaN, double.NaN);
        var lap = new Lap(load, await track.Model.ReportAsync(), cpuMs, peakMiB, loader.CpuMs / elapsedMs, model.CpuMs / elapsedMs);
        await running.SettleAsync(track.Tables);
        return lap;
    }

    private async Task RunAsync(RaceLaps laps, Running running, int round)
    {
        var (name, scenario) = (running.Contender.Name, laps.Scenario);
        if (!running.IsAlive)
        {
            laps.Fail(name, "The process has ended.");
            return;
        }

        var lap = await MeasureAsync(running, scenario);
        laps.Add(name, lap);
        var figures = string.Join(", ", scenario.Measures.Select(measure => $"{measure.Title} {measure.Format(measure.Of(lap))}"));
        Console.WriteLine(string.Create(Numbers.Format, $"{scenario.Name} round {round} {name}: {figures} (load {lap.LoaderShare:P0}, model {lap.ModelShare:P0} of a core)"));
        if (lap.Load.Failure is { } failure) Console.WriteLine($"  {lap.Load.Failed} failed: {failure}");
    }

    // Compiles the hot code, and opens the persistent connections.
    private async Task WarmUpAsync(Running running)
    {
        await track.Model.ScriptAsync(new ModelScript(0) { HasLogProbabilities = track.HasLogProbabilities });
        var plan = new LoadPlan([running.Port], running.Contender.Request, WarmUpCallers, ModelScript.UsualTokens) { DurationMs = WarmUpMs, LimitMs = 15_000 };
        var result = await track.Loader.RunAsync(plan);
        if (result.Completed == 0) throw new InvalidOperationException($"{running.Contender.Name} completed no response: {result.Failure}");

        await track.Model.ScriptAsync(new ModelScript(5) { HasLogProbabilities = track.HasLogProbabilities });
        await track.Loader.RunAsync(plan with { Callers = PacedWarmUpCallers, DurationMs = 0, StreamsEach = 2, RampMs = 300 });
        await running.SettleAsync(track.Tables);
    }
}
