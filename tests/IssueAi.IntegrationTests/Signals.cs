using System.Diagnostics;
using System.Globalization;

namespace IssueAi.IntegrationTests;

/// <summary>Sends signals to processes, as a terminal or a container runtime does.</summary>
internal static class Signals
{
    public static Task TerminateAsync(this Process process) => process.SendAsync("TERM");

    public static Task InterruptAsync(this Process process) => process.SendAsync("INT");

    /// <summary>Suspends a process until it is resumed.</summary>
    public static Task SuspendAsync(this Process process) => process.SendAsync("STOP");

    public static Task ResumeAsync(this Process process) => process.SendAsync("CONT");

    private static async Task SendAsync(this Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
