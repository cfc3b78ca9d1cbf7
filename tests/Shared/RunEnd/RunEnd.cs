using System.Collections.Concurrent;

namespace IssueAi.Tests.Runs;

/// <summary>
/// Ends processes and deletes folders that the tests of an assembly share, after the last test and before the run is reported as finished: the
/// test platform kills the test process 100 ms after that, so that handlers of the process's exit may not run.
/// </summary>
internal static class RunEnd
{
    private static readonly ConcurrentBag<Func<Task>> Steps = [];

    /// <summary>Adds a step. All steps run side by side.</summary>
    public static void Add(Func<Task> step) => Steps.Add(step);

    /// <summary>Deletes a folder at the end, with its content.</summary>
    public static void Delete(string folder) => Add(() =>
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    });

    // A step that fails doesn't keep the others from running.
    public static Task RunAsync() => Task.WhenAll(Steps.Select(Task.Run));
}
