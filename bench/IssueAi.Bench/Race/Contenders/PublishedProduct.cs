using System.Diagnostics;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>The output of <c>dotnet publish</c> for LocalHost.</summary>
internal static class PublishedProduct
{
    /// <summary>Publishes it to a folder in the bench's obj folder.</summary>
    /// <returns>The folder.</returns>
    public static async Task<string> CreateAsync()
    {
        var folder = Path.Combine(CheckoutFolder.Path, "bench", "IssueAi.Bench", "obj", "published");
        var start = new ProcessStartInfo("dotnet", ["publish", "src/LocalHost", "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"])
        {
            WorkingDirectory = CheckoutFolder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };

        // Variables that 'dotnet run' sets for the bench must not affect other builds.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var publish = StartedProcesses.Add(Process.Start(start)!);
        var (output, errors) = (publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"'dotnet publish src/LocalHost' failed: {await output}{await errors}");
    }
}
