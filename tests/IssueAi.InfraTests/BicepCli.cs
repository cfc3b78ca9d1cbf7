using System.Diagnostics;
using System.Reflection;

namespace IssueAi.InfraTests;

/// <summary>Runs the Bicep CLI that the build restored.</summary>
internal static class BicepCli
{
    // Each run uses a core for several seconds.
    private static readonly SemaphoreSlim Slots = new(2);

    public static string? Path { get; } =
        typeof(BicepCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "BicepCli").Value;

    public static string? SkipReason { get; } = File.Exists(Path)
        ? null
        : "No Bicep CLI: it is restored from Azure.Bicep.CommandLine.linux-x64, on Linux x64 only. Elsewhere install it and build with -p:BicepCli=<its path>.";

    public static async Task<ProcessRun> RunAsync(params string[] arguments)
    {
        await Slots.WaitAsync();
        try
        {
            return await ProcessRun.OfAsync(new ProcessStartInfo(Path!, arguments));
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <summary>Creates or checks a snapshot, for a subscription that doesn't exist.</summary>
    public static Task<ProcessRun> SnapshotAsync(string parametersFile, string mode) => RunAsync(
        "snapshot", parametersFile, "--mode", mode, "--location", "swedencentral", "--tenant-id", $"{Guid.Empty}", "--subscription-id", $"{Guid.Empty}");
}
