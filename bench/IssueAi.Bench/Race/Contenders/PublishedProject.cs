using System.Diagnostics;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>The output of <c>dotnet publish</c> for a project.</summary>
internal static class PublishedProject
{
    /// <summary>LocalHost.</summary>
    public const string LocalHost = "src/LocalHost";

    /// <summary>The function app.</summary>
    public const string Worker = "src/Functions";

    /// <summary>The function app to compare it with.</summary>
    public const string FunctionRoute = "bench/Peers/FunctionRoute";

    /// <summary>Gets the folder of a published project.</summary>
    public static string FolderOf(string project) =>
        Path.Combine(CheckoutFolder.Path, "bench", "IssueAi.Bench", "obj", "published", Path.GetFileName(project));

    /// <summary>Publishes a project to a folder in the bench's obj folder.</summary>
    /// <returns>The folder.</returns>
    public static async Task<string> CreateAsync(string project)
    {
        var folder = FolderOf(project);
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "--nologo", "-v", "quiet", "-nodeReuse:false"])
        {
            WorkingDirectory = CheckoutFolder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };

        // Variables that 'dotnet run' sets for the bench must not affect other builds.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var publish = StartedProcesses.Add(Process.Start(start)!);
        var (output, errors) = (publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"'dotnet publish {project}' failed: {await output}{await errors}");
    }
}
