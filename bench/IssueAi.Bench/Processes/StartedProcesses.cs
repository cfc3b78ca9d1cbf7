using System.Collections.Concurrent;
using System.Diagnostics;

namespace IssueAi.Bench.Processes;

/// <summary>The processes that this one started: whatever ends it, a signal among others, ends them too.</summary>
internal static class StartedProcesses
{
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    static StartedProcesses() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    public static Process Add(Process process)
    {
        Running[process.Id] = process;
        return process;
    }

    /// <summary>Ends one, with what it started itself.</summary>
    public static async Task EndAsync(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Running.TryRemove(process.Id, out _);
        process.Dispose();
    }

    private static void KillAll()
    {
        foreach (var process in Running.Values)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended, or is being ended at this moment.
            }
        }
    }
}
