using System.Diagnostics;

namespace IssueAi.Bench.Measures;

/// <summary>Measures the machine's noise: on an idle machine, repetitions of the same loop take the same time.</summary>
internal sealed class NoiseMeter
{
    private const int Loops = 15;
    private const int Turns = 4_000_000;

    private readonly Samples _loops = new();

    public NoiseMeter() => Spin();

    public void Measure()
    {
        for (var loop = 0; loop < Loops; loop++)
        {
            var begun = Stopwatch.GetTimestamp();
            Spin();
            _loops.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }

    public override string ToString()
    {
        var best = _loops.Quantile(0);
        return string.Create(
            Numbers.Format,
            $"a fixed loop took {best:F1} ms at best, {_loops.Median / best:F2} times that at the median, {_loops.Quantile(0.95) / best:F2} times at p95 ({_loops.Count} loops)");
    }

    private static uint Spin()
    {
        var state = 1u;
        for (var turn = 0; turn < Turns; turn++) state = (state * 1664525u) + 1013904223u;
        return state;
    }
}
