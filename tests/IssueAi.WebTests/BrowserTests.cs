using IssueAi.IntegrationTests;
using IssueAi.IntegrationTests.Responses;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.WebTests;

/// <summary>Runs web/tests/package, and web/tests/e2e: the demo page in Chromium, on LocalHost as a process, Azurite and the simulator.</summary>
public sealed class BrowserTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>The packed package works in default builds of Vite and Next.js, with its colours and types.</summary>
    [BrowserFact]
    public Task The_Packed_Package_Works_In_Default_Builds() => WebPackage.AssertPassesAsync("test:package", ("CHROME_PATH", Chromium.Path!));

    [BrowserFact]
    public async Task The_Page_Works_In_A_Browser()
    {
        await WebPackage.InstalledAsync();
        using var errors = new StringWriter();
        Assert.True(await DemoPage.BuildIfNeededAsync(errors) is not null, errors.ToString());
        await using var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        await using var product = await ProductProcess.StartAsync(azurite.ConnectionString, model, ("LocalHost__Page", "true"));

        await WebPackage.AssertPassesAsync(
            "test:e2e",
            ("ISSUE_AI_URL", product.Client.BaseAddress!.ToString()),
            ("SIMULATOR_URL", model.Endpoint.ToString()),
            ("CHROME_PATH", Chromium.Path!));
    }
}
