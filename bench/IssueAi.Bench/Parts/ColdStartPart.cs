using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Parts;

/// <summary>The time from the start of the published product's process to its first event; for function apps, from the start of their host.</summary>
internal sealed class ColdStartPart : IPart
{
    private const int Starts = 7;
    private const double LimitMs = 1200;
    private const double WorkerLimitMs = 1500;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    public string Section => "cold-start";

    public IReadOnlyList<string> Names => [Section];

    public async Task<string> RunAsync(BenchOptions options)
    {
        var folder = await PublishedProject.CreateAsync(PublishedProject.LocalHost);
        await using var track = await RaceTrack.StartAsync(options with { Peers = [ContenderList.Worker, ContenderList.Function] });
        var table = new MarkdownTable(["Published", "Process start to listening", "To the first event", "To reach", "Reached"]);
        (string Name, double? LimitMs)[] starters =
        [
            ($"{ContenderList.Bare}@{folder}", LimitMs), ($"{ContenderList.Full}@{folder}", LimitMs),
            (ContenderList.Worker, WorkerLimitMs), (ContenderList.FullWorker, WorkerLimitMs), (ContenderList.Function, null),
        ];
        foreach (var (name, limitMs) in starters)
        {
            var (listening, firstFrame) = await MeasureAsync(track, name);
            var (target, isReached) = limitMs is { } limit ? ($"under {limit / 1000} s", firstFrame.Median < limit ? "yes" : "**no**") : (string.Empty, string.Empty);
            table.Add([name.Split('@')[0], Describe(listening), Describe(firstFrame), target, isReached]);
        }

        return $"{table}\nMedian (least to most) of {Starts} starts, after one that brings the program into the system's file cache.";
    }

    private static string Describe(Samples samples) =>
        string.Create(Numbers.Format, $"{samples.Median:F0} ms ({samples.Quantile(0):F0} to {samples.Quantile(1):F0})");

    private static async Task<(Samples Listening, Samples FirstFrame)> MeasureAsync(RaceTrack track, string name)
    {
        await track.Model.ScriptAsync(new ModelScript(0));
        var (listening, firstFrame) = (new Samples(), new Samples());
        for (var start = 0; start <= Starts; start++)
        {
            var (listeningMs, firstFrameMs) = await StartAsync(track.Contenders.Create(name));
            if (start == 0) continue;
            listening.Add(listeningMs);
            firstFrame.Add(firstFrameMs);
        }

        return (listening, firstFrame);
    }

    private static async Task<(double ListeningMs, double FirstFrameMs)> StartAsync(Contender contender)
    {
        var begun = Stopwatch.StartNew();
        await using var server = ServerProcess.Start(contender.Command!);
        while (!await IsListeningAsync(server.Port))
        {
            if (server.HasExited || begun.Elapsed > StartLimit) throw new InvalidOperationException($"The product didn't start. Its output: {server.Output}");
            await Task.Delay(PollInterval);
        }

        var listeningMs = begun.Elapsed.TotalMilliseconds;
        var caller = Random.Shared.Next(1, 90_000_000);
        var result = await LoadGenerator.RunAsync(new LoadPlan([server.Port], contender.Request, Callers: 1, ModelScript.UsualTokens) { FirstCaller = caller });
        if (result.Failure is { } failure) throw new InvalidOperationException($"The product didn't answer: {failure} {server.Output}");
        return (listeningMs, listeningMs + result.FirstFrameMs.P50);
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
