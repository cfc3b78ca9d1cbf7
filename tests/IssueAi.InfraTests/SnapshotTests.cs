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
