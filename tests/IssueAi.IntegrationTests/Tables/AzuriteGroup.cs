namespace IssueAi.IntegrationTests.Tables;

/// <summary>The tests that share one Azurite. Each uses separate issues and responses.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteGroup : ICollectionFixture<AzuriteServer>
{
    public const string Name = "Azurite";
}
