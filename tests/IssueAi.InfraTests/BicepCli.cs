using System.Diagnostics;
using System.Reflection;

namespace IssueAi.InfraTests;

/// <summary>Runs the Bicep CLI that the build restored.</summary>
internal static class BicepCli
{
    // Each run keeps a core busy for some seconds.
    private static readonly SemaphoreSlim Slots = new(2);

    public static string? Path { get; } =
        typeof(BicepCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "BicepCli").Value;

    public static string? SkipReason { get; } = File.Exists(Path)
        ? null
        : "No Bicep CLI: it is restored from Azure.Bicep.CommandLine.linux-x64, on Linux x64 only. Elsewhere install it and build with -p:BicepCli=<its path>.";

    public static async Task<BicepRun> RunAsync(params string[] arguments)
    {
        await Slots.WaitAsync();
        try
        {
            var start = new ProcessStartInfo(Path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new BicepRun(process.ExitCode, output, await error);
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <summary>Makes or checks a snapshot, for a subscription that doesn't exist.</summary>
    public static Task<BicepRun> SnapshotAsync(string parametersFile, string mode) => RunAsync(
        "snapshot", parametersFile, "--mode", mode, "--location", "swedencentral", "--tenant-id", $"{Guid.Empty}", "--subscription-id", $"{Guid.Empty}");
}
