using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

public sealed class LintTests
{
    // Bicep reports type errors as warnings and exits with 0, so any result fails the test.
    [BicepFact]
    public async Task Lint_OfTheTemplate_HasNoResult()
    {
        var run = await BicepCli.RunAsync("lint", Path.Combine(Infrastructure.Folder, "main.bicep"), "--diagnostics-format", "sarif");

        Assert.Empty(JsonNode.Parse(run.Output)!["runs"]![0]!["results"]!.AsArray().Select(result => $"{result}"));
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
