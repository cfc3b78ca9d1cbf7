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
        foreach (var file in new[] { "infra/main.bicep", "infra/hooks/postprovision.sh", "infra/hooks/merge-settings.cs", "local.settings.sample.json" })
        {
            var target = Path.Combine(_checkout.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        await RunAsync("https://first.example.com/");
        await RunAsync("https://second.example.com/");

        var values = JsonNode.Parse(await File.ReadAllTextAsync(Settings))!["Values"]!;
        Assert.Equal("https://first.example.com/", $"{values["AzureOpenAI__Endpoint"]}");
        Assert.Equal("model", $"{values["AzureOpenAI__Deployment"]}");
        Assert.Equal("UseDevelopmentStorage=true", $"{values["Tables__ConnectionString"]}");
        Assert.Null(values["Tables__ServiceUri"]);
    }

    [Fact]
    public void Postprovision_ForPowerShell_RunsTheSameMerge() =>
        Assert.Contains("dotnet run merge-settings.cs", Repository.Read("infra/hooks/postprovision.ps1"), StringComparison.Ordinal);

    public void Dispose() => _checkout.Delete(recursive: true);

    private async Task RunAsync(string endpoint)
    {
        var start = new ProcessStartInfo("sh", [Path.Combine(_checkout.FullName, "infra/hooks/postprovision.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["AzureOpenAI__Endpoint"] = endpoint;
        start.Environment["AzureOpenAI__Deployment"] = "model";
        start.Environment["Tables__ServiceUri"] = "https://tables.example.com/";

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{await error}");
    }
}
