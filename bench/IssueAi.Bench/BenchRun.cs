using System.Diagnostics;
using System.Runtime.InteropServices;
using IssueAi.Bench.Parts;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench;

/// <summary>Runs the parts one after the other. Each is printed and written to the page on completion.</summary>
internal static class BenchRun
{
    // The time limit for a part that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(90);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        using var end = new CancellationTokenSource(Limit);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

        void End(PosixSignalContext signal)
        {
            // The process stops itself then, and stops its child processes.
            signal.Cancel = true;
            end.Cancel();
        }

        var parts = CreateParts();
        var wanted = parts.Where(part => part.Names.Any(options.Wants)).ToList();
        if (wanted.Count == 0) throw new ArgumentException($"There is no {string.Join(",", options.Only)}. There are: {string.Join(", ", parts.SelectMany(part => part.Names))}.");

        var failed = 0;
        foreach (var part in wanted)
        {
            if (!await TryRunAsync(part, options, end.Token)) failed++;
        }

        return failed;
    }

    private static IPart[] CreateParts() =>
        [new RacePart(), new GrowthPart(), new InstancesPart(), new CompressionPart(), new AllocationPart(), new ColdStartPart(), new FiguresPart()];

    // A failed part doesn't stop the others. Its processes stop with it, or at the latest with the run.
    private static async Task<bool> TryRunAsync(IPart part, BenchOptions options, CancellationToken end)
    {
        try
        {
            end.ThrowIfCancellationRequested();
            await RunAsync(part, options).WaitAsync(end);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{part.Section} failed: {(end.IsCancellationRequested ? "the run was stopped." : exception)}");
            return false;
        }
    }

    private static async Task RunAsync(IPart part, BenchOptions options)
    {
        var begun = Stopwatch.StartNew();
        var markdown = await part.RunAsync(options);
        Console.WriteLine($"\n{markdown}\n{part.Section} took {begun.Elapsed.TotalSeconds:F0} s.");
        if (options.WritesPage) PerformancePage.Update(part.Section, markdown);
    }
}
