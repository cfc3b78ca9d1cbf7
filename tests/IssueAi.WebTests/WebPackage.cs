using IssueAi.IntegrationTests;
using IssueAi.LocalHost;

namespace IssueAi.WebTests;

/// <summary>The web client's package, whose scripts are the tests' other half.</summary>
internal static class WebPackage
{
    // Vitest and the rest have limits of their own; this is for what hangs all the same.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Finds the checkout with the package in it, and installs what the package needs.</summary>
    public static async Task<Checkout> InstalledAsync()
    {
        var checkout = Checkout.Find() ?? throw new InvalidOperationException("Tests run inside the checkout, where package-lock.json is.");
        await checkout.InstallWebPackagesAsync();
        return checkout;
    }

    /// <summary>Runs a script of package.json, and fails with what it printed where it fails.</summary>
    public static async Task AssertPassesAsync(string script, params (string Key, string Value)[] environment)
    {
        var checkout = await InstalledAsync();

        var (exitCode, output) = await checkout.RunWebScriptAsync(script, [("NO_COLOR", "1"), .. environment]).WaitAsync(Limit);

        Assert.True(exitCode == 0, $"'npm run {script}' in web/ ended with exit code {exitCode}:\n{output}");
    }
}
