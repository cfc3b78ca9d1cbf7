using System.Text.Json.Nodes;

namespace IssueAi.InfraTests.Hooks;

public sealed class PredeployWebHookTests : IDisposable
{
    private readonly HookCheckout _checkout = new();

    public static TheoryData<string, string?, string> Addresses
    {
        get
        {
            var rows = new TheoryData<string, string?, string>();
            foreach (var shell in Shells.Names)
            {
                rows.Add(shell, null, "https://func.example.com");
                rows.Add(shell, "https://gateway.example.com", "https://gateway.example.com");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Hook_OfABuiltPage_TellsItTheAddressOfTheApi(string shell, string? apiBase, string expected)
    {
        Directory.CreateDirectory(HookCheckout.PathOf("web/dist/demo"));

        var run = await _checkout.RunAsync(shell, "predeploy-web", ("AZURE_API_URI", "https://func.example.com"), ("API_BASE", apiBase));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(expected, $"{JsonNode.Parse(await File.ReadAllTextAsync(HookCheckout.PathOf("web/dist/demo/config.json")))!["apiBase"]}");
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_BeforeAnythingIsProvisioned_Fails(string shell)
    {
        Directory.CreateDirectory(HookCheckout.PathOf("web/dist/demo"));

        var run = await _checkout.RunAsync(shell, "predeploy-web", ("AZURE_API_URI", null), ("API_BASE", null));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("AZURE_API_URI", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _checkout.Dispose();
}
