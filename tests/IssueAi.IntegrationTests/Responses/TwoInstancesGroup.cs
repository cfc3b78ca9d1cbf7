namespace IssueAi.IntegrationTests.Responses;

/// <summary>The tests that share two instances. Each uses separate issues.</summary>
[CollectionDefinition(Name)]
public sealed class TwoInstancesGroup : ICollectionFixture<TwoInstances>
{
    public const string Name = "Two instances";
}
