using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

public sealed class HookTests : IDisposable
{
    private readonly DirectoryInfo _checkout = Directory.CreateTempSubdirectory("issueai-hook-");

    private string Settings => Path.Combine(_checkout.FullName, "local.settings.json");

    [ShellFact]
    public async Task Postprovision_TwiceInACheckout_AddsOutputsAndKeepsTheRest()
    {
        Copy("infra/main.bicep", "infra/hooks/postprovision.sh", "infra/hooks/merge-settings.cs", "local.settings.sample.json");

        await PostprovisionAsync("https://first.example.com/");
        await PostprovisionAsync("https://second.example.com/");

        var values = JsonNode.Parse(await File.ReadAllTextAsync(Settings))!["Values"]!;
        Assert.Equal("https://first.example.com/", $"{values["AzureOpenAI__Endpoint"]}");
        Assert.Equal("model", $"{values["AzureOpenAI__Deployment"]}");
        Assert.Equal("UseDevelopmentStorage=true", $"{values["Tables__ConnectionString"]}");
        Assert.Null(values["Tables__ServiceUri"]);
    }

    [Fact]
    public void Postprovision_ForPowerShell_RunsTheSameMerge() =>
        Assert.Contains("dotnet run merge-settings.cs", Repository.Read("infra/hooks/postprovision.ps1"), StringComparison.Ordinal);

    [ShellTheory]
    [InlineData(null, "https://func.example.com")]
    [InlineData("https://gateway.example.com", "https://gateway.example.com")]
    public async Task PredeployWeb_OfABuiltPage_TellsItTheAddressOfTheApi(string? apiBase, string expected)
    {
        Copy("infra/hooks/predeploy-web.sh");
        var page = _checkout.CreateSubdirectory("web/dist/demo").FullName;

        var run = await RunAsync("predeploy-web.sh", new() { ["SERVICE_API_URI"] = "https://func.example.com", ["API_BASE"] = apiBase });

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal($$"""{"apiBase":"{{expected}}"}""", (await File.ReadAllTextAsync(Path.Combine(page, "config.json"))).TrimEnd());
    }

    [ShellFact]
    public async Task PredeployWeb_BeforeAnythingIsProvisioned_Fails()
    {
        Copy("infra/hooks/predeploy-web.sh");
        _checkout.CreateSubdirectory("web/dist/demo");

        var run = await RunAsync("predeploy-web.sh", new() { ["SERVICE_API_URI"] = null, ["API_BASE"] = null });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("SERVICE_API_URI", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SERVICE_API_URI")]
    [InlineData("API_BASE")]
    [InlineData("web/dist/demo")]
    [InlineData("config.json")]
    [InlineData("apiBase")]
    public void PredeployWeb_ForPowerShell_HasTheSameNames(string name) =>
        Assert.All([".sh", ".ps1"], extension => Assert.Contains(name, Repository.Read($"infra/hooks/predeploy-web{extension}"), StringComparison.Ordinal));

    public void Dispose() => _checkout.Delete(recursive: true);

    private void Copy(params string[] files)
    {
        foreach (var file in files)
        {
            var target = Path.Combine(_checkout.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }
    }

    private async Task PostprovisionAsync(string endpoint)
    {
        var run = await RunAsync("postprovision.sh", new()
        {
            ["AzureOpenAI__Endpoint"] = endpoint,
            ["AzureOpenAI__Deployment"] = "model",
            ["Tables__ServiceUri"] = "https://tables.example.com/",
        });
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    /// <summary>Runs a hook as azd does, with the outputs in its environment; null takes a variable away.</summary>
    private Task<ProcessRun> RunAsync(string hook, Dictionary<string, string?> outputs)
    {
        var start = new ProcessStartInfo("sh", [Path.Combine(_checkout.FullName, "infra/hooks", hook)]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in outputs) start.Environment[name] = value;
        return ProcessRun.OfAsync(start);
    }
}
