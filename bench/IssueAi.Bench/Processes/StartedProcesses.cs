using System.Collections.Concurrent;
using System.Diagnostics;

namespace IssueAi.Bench.Processes;

/// <summary>The processes that this one started: they end with it, also on a signal.</summary>
internal static class StartedProcesses
{
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    static StartedProcesses() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    public static Process Add(Process process)
    {
        Running[process.Id] = process;
        return process;
    }

    /// <summary>Ends one, with its own child processes.</summary>
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
