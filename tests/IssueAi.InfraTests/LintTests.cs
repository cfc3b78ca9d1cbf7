using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

public sealed class LintTests
{
    // Type errors are mere warnings to Bicep and leave its exit code at 0: any result at all counts.
    [BicepFact]
    public async Task Lint_OfTheTemplate_HasNoResult()
    {
        var run = await BicepCli.RunAsync("lint", Path.Combine(Infrastructure.Folder, "main.bicep"), "--diagnostics-format", "sarif");

        Assert.Empty(JsonNode.Parse(run.Output)!["runs"]![0]!["results"]!.AsArray().Select(result => $"{result}"));
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
