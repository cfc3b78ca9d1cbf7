using IssueAi.LocalHost;

namespace IssueAi.IntegrationTests;

/// <summary>The npm packages that tests need, installed once for all fixtures, which start side by side.</summary>
internal static class NodeTools
{
    private static readonly Lazy<Task<Checkout>> Installed = new(InstallAsync);

    public static Task<Checkout> InstalledAsync() => Installed.Value;

    private static async Task<Checkout> InstallAsync()
    {
        var checkout = Checkout.Find() ?? throw new InvalidOperationException("Tests run inside the checkout, where package-lock.json is.");
        await checkout.InstallNodePackagesAsync();
        return checkout;
    }
}
