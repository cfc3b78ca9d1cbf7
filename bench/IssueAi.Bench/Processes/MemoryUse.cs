using System.Globalization;

namespace IssueAi.Bench.Processes;

/// <summary>The memory of a process.</summary>
/// <param name="HeapBytes">The live bytes on the GC's heap.</param>
/// <param name="ResidentBytes">The process's private memory, code and pools included.</param>
internal sealed record MemoryUse(long HeapBytes, long ResidentBytes)
{
    public static MemoryUse OfThisProcess()
    {
        // The second pass collects the objects that the first one's finalizers released.
        for (var pass = 0; pass < 2; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new MemoryUse(GC.GetTotalMemory(forceFullCollection: true), ReadResident());
    }

    // RSS also counts file-backed memory, which is shared and varies.
    private static long ReadResident()
    {
        if (!OperatingSystem.IsLinux()) return Environment.WorkingSet;

        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
