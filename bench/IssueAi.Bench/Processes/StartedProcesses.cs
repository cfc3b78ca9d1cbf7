using System.Collections.Concurrent;
using System.Diagnostics;

namespace IssueAi.Bench.Processes;

/// <summary>The child processes of this one: they stop with it, also on a signal.</summary>
internal static class StartedProcesses
{
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    static StartedProcesses() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    public static Process Add(Process process)
    {
        Running[process.Id] = process;
        return process;
    }

    /// <summary>Stops a process and its child processes.</summary>
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
                // The process has stopped, or is being stopped.
            }
        }
    }
}
