using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

public sealed class SnapshotTests
{
    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task Snapshot_OfAVariant_IsTheCommittedOne(string variant)
    {
        var run = await BicepCli.SnapshotAsync(Path.Combine(Infrastructure.Folder, "snapshots", $"{variant}.bicepparam"), "Validate");

        Assert.True(run.ExitCode == 0, run.ToString());
    }

    // Bicep's own comparison ignores outputs.
    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task Outputs_OfAVariant_AreTheCommittedOnes(string variant)
    {
        var committed = JsonNode.Parse(Repository.Read($"infra/snapshots/{variant}.snapshot.json"))!["outputs"];

        var outputs = (await Infrastructure.SnapshotAsync(variant))["outputs"];

        Assert.True(JsonNode.DeepEquals(committed, outputs), $"committed: {committed}\nnow: {outputs}");
    }

    [BicepFact]
    public async Task Snapshot_WithAWildcardAmongTheOrigins_IsRefused()
    {
        await Infrastructure.AddVariantAsync(
            "wildcard.bicepparam",
            """
            using '../main.bicep'
            param environmentName = 'sample'
            param location = 'swedencentral'
            param allowedOrigins = 'https://app.example.com, *'
            """);

        var run = await Infrastructure.TrySnapshotAsync("wildcard.bicepparam");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("allowedOrigins must list origins, not a wildcard", run.Error, StringComparison.Ordinal);
    }
}
