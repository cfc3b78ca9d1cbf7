using System.Runtime.InteropServices;
using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Reports;

/// <summary>The conditions of a run: the machine and its software.</summary>
internal static class Machine
{
    public static string Describe(int rounds, TimeSpan duration, NoiseMeter noise) =>
        $"""
        Rounds: {rounds}, in {duration.TotalSeconds:F0} s on {DateTime.UtcNow:yyyy-MM-dd}; {Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}.
        Noise of the machine: {noise}.
        """;
}
