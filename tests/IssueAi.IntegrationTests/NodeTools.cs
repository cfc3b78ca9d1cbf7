using IssueAi.LocalHost;

namespace IssueAi.IntegrationTests;

/// <summary>The npm packages that tests need, installed once for all fixtures, which start in parallel.</summary>
internal static class NodeTools
{
    private static readonly Lazy<Task<Checkout>> Installed = new(InstallAsync);
    private static readonly Lazy<Task<string>> WebInstalled = new(InstallWebAsync);
    private static readonly Lazy<Task<string>> AiSdk6Installed = new(InstallAiSdk6Async);

    public static Task<Checkout> InstalledAsync() => Installed.Value;

    /// <summary>Returns the web client's folder, with its packages installed.</summary>
    public static Task<string> WebInstalledAsync() => WebInstalled.Value;

    /// <summary>Returns the web client's folder, with the previous version of the Vercel AI SDK installed as well.</summary>
    public static Task<string> AiSdk6InstalledAsync() => AiSdk6Installed.Value;

    private static async Task<Checkout> InstallAsync()
    {
        var checkout = FindCheckout();
        await checkout.InstallNodePackagesAsync();
        return checkout;
    }

    private static async Task<string> InstallWebAsync()
    {
        var checkout = FindCheckout();
        await checkout.InstallWebPackagesAsync();
        return checkout.Web;
    }

    private static async Task<string> InstallAiSdk6Async()
    {
        var web = await WebInstalledAsync();
        await new NodePackage(Path.Combine(web, "tests", "ui-message-stream", "ai-6")).InstallAsync("the AI SDK 6");
        return web;
    }

    private static Checkout FindCheckout() =>
        Checkout.Find() ?? throw new InvalidOperationException("Tests run inside the checkout, where package-lock.json is.");
}
