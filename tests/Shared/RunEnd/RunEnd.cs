using System.Collections.Concurrent;

namespace IssueAi.Tests.Runs;

/// <summary>
/// Ends processes and deletes folders that the tests of an assembly share, after the last test and before the run is reported as finished: the
/// test platform kills the test process 100 ms after that, so that handlers of the process's exit may not run.
/// </summary>
internal static class RunEnd
{
    private static readonly ConcurrentStack<Func<Task>> Steps = [];

    /// <summary>Adds a step; the newest step runs first.</summary>
    public static void Add(Func<Task> step) => Steps.Push(step);

    /// <summary>Deletes a folder at the end, with its content.</summary>
    public static void Delete(string folder) => Add(() =>
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    });

    public static async Task RunAsync()
    {
        while (Steps.TryPop(out var step)) await step();
    }
}
