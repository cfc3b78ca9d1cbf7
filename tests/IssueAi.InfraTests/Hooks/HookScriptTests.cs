using System.Diagnostics;

namespace IssueAi.InfraTests.Hooks;

public sealed class HookScriptTests
{
    private static string[] Scripts => [.. Directory.EnumerateFiles(Repository.PathOf("infra/hooks"))];

    [Fact]
    public void Script_OfAHook_IsThereForBothShells() => Assert.Equal(
        Scripts.Where(file => file.EndsWith(".sh", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order(),
        Scripts.Where(file => file.EndsWith(".ps1", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order());

    // No other test checks the PowerShell scripts on a machine without PowerShell.
    [Theory]
    [InlineData("postprovision", "dotnet run merge-settings.cs")]
    [InlineData("postdeploy", "dotnet run check-deployment.cs health")]
    [InlineData("postdeploy", "dotnet run check-deployment.cs answer")]
    [InlineData("predeploy-web", "config.json")]
    [InlineData("preprovision", "azd env set AUTH_AUDIENCE")]
    public void Script_OfAHook_DoesTheSameInBothShells(string hook, string step) => Assert.All(
        [".sh", ".ps1"], extension => Assert.Contains(step, Repository.Read($"infra/hooks/{hook}{extension}"), StringComparison.Ordinal));

    [PwshFact]
    public async Task Script_ForPowerShell_CanBeParsed()
    {
        foreach (var script in Scripts.Where(file => file.EndsWith(".ps1", StringComparison.Ordinal)))
        {
            var run = await ProcessRun.OfAsync(new ProcessStartInfo(Shells.Pwsh,
            [
                "-NoProfile", "-NonInteractive", "-Command",
                $"$e = $null; [void][Management.Automation.Language.Parser]::ParseFile('{script}', [ref]$null, [ref]$e); $e; exit $e.Count",
            ]));

            Assert.True(run.ExitCode == 0, $"{script}: {run}");
        }
    }
}
