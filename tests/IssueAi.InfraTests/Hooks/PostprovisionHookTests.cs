using System.Text.Json.Nodes;

namespace IssueAi.InfraTests.Hooks;

public sealed class PostprovisionHookTests : IDisposable
{
    private static readonly string Settings = HookCheckout.PathOf("local.settings.json");

    private readonly HookCheckout _checkout = new();

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_TwiceInACheckout_AddsOutputsAndKeepsTheRest(string shell)
    {
        await RunAsync(shell, "https://first.example.com/");
        await RunAsync(shell, "https://second.example.com/");

        var values = JsonNode.Parse(await File.ReadAllTextAsync(Settings))!["Values"]!;
        Assert.Equal("https://first.example.com/", $"{values["AzureOpenAI__Endpoint"]}");
        Assert.Equal("model", $"{values["AzureOpenAI__Deployment"]}");
        Assert.Equal("UseDevelopmentStorage=true", $"{values["Tables__ConnectionString"]}");
        Assert.Null(values["Tables__ServiceUri"]);
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhereTheSettingsHoldComments_LeavesThem(string shell)
    {
        const string Commented = "// mine\n{}";
        await File.WriteAllTextAsync(Settings, Commented);

        await RunAsync(shell, "https://first.example.com/");

        Assert.Equal(Commented, await File.ReadAllTextAsync(Settings));
    }

    public void Dispose()
    {
        File.Delete(Settings);
        _checkout.Dispose();
    }

    private async Task RunAsync(string shell, string endpoint)
    {
        var run = await _checkout.RunAsync(
            shell,
            "postprovision",
            ("AZURE_OPENAI_ENDPOINT", endpoint),
            ("AZURE_OPENAI_DEPLOYMENT", "model"),
            ("AZURE_TABLES_ENDPOINT", "https://tables.example.com/"));
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
