namespace IssueAi.IntegrationTests.Tables;

/// <summary>The tests that share one Azurite. Each keeps to issues and responses of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteGroup : ICollectionFixture<AzuriteServer>
{
    public const string Name = "Azurite";
}
