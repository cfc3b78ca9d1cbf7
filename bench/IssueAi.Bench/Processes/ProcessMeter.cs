using System.Globalization;

namespace IssueAi.Bench.Processes;

/// <summary>Reads a process's use of CPU and memory from Linux.</summary>
internal sealed class ProcessMeter(int processId)
{
    private const int UserTimeField = 11;
    private const double MsATick = 10;
    private const double KiBAMiB = 1024;

    private double _cpuMsBefore;

    /// <summary>Gets the milliseconds of processor time since <see cref="Start"/>.</summary>
    public double CpuMs => ReadCpuMs() - _cpuMsBefore;

    /// <summary>Gets the most memory that it had at once since <see cref="Start"/>.</summary>
    public double PeakMiB => double.Parse(
        File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / KiBAMiB;

    public void Start()
    {
        // Linux forgets the peak when 5 is written here.
        File.WriteAllText($"/proc/{processId}/clear_refs", "5");
        _cpuMsBefore = ReadCpuMs();
    }

    // The fields after the name, which stands in brackets and may hold blanks.
    private double ReadCpuMs()
    {
        if (!File.Exists($"/proc/{processId}/stat")) return double.NaN;
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture) + long.Parse(fields[UserTimeField + 1], CultureInfo.InvariantCulture)) * MsATick;
    }
}
