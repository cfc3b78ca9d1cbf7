using IssueAi.IntegrationTests;
using IssueAi.LocalHost;

namespace IssueAi.WebTests;

/// <summary>The web client's package and the scripts that run its tests.</summary>
internal static class WebPackage
{
    // Vitest and the other tools have their own limits; this limit stops a process that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Finds the checkout with the package, and installs its dependencies.</summary>
    public static async Task<Checkout> InstalledAsync()
    {
        var checkout = Checkout.Find() ?? throw new InvalidOperationException("Tests run inside the checkout, where package-lock.json is.");
        await checkout.InstallWebPackagesAsync();
        return checkout;
    }

    /// <summary>Runs a script of package.json; a failure includes its output.</summary>
    public static async Task AssertPassesAsync(string script, params (string Key, string Value)[] environment)
    {
        var checkout = await InstalledAsync();

        var (exitCode, output) = await checkout.RunWebScriptAsync(script, [("NO_COLOR", "1"), .. environment]).WaitAsync(Limit);

        Assert.True(exitCode == 0, $"'npm run {script}' in web/ ended with exit code {exitCode}:\n{output}");
    }
}
