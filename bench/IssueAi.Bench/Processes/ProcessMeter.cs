using System.Globalization;

namespace IssueAi.Bench.Processes;

/// <summary>Reads a process's CPU and memory usage on Linux.</summary>
internal sealed class ProcessMeter(int processId)
{
    private const int UserTimeField = 11;
    private const double MsATick = 10;
    private const double KiBAMiB = 1024;

    private double _cpuMsBefore;

    /// <summary>Gets the milliseconds of processor time since <see cref="Start"/>.</summary>
    public double CpuMs => ReadCpuMs() - _cpuMsBefore;

    /// <summary>Gets the peak memory since <see cref="Start"/>.</summary>
    public double PeakMiB => double.Parse(
        File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / KiBAMiB;

    public void Start()
    {
        // Writing 5 to this file resets the peak.
        File.WriteAllText($"/proc/{processId}/clear_refs", "5");
        _cpuMsBefore = ReadCpuMs();
    }

    // The fields after the name, which is in parentheses and may contain spaces.
    private double ReadCpuMs()
    {
        if (!File.Exists($"/proc/{processId}/stat")) return double.NaN;
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture) + long.Parse(fields[UserTimeField + 1], CultureInfo.InvariantCulture)) * MsATick;
    }
}
