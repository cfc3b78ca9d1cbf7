namespace IssueAi.IntegrationTests.Responses;

/// <summary>The tests that share two instances. Each keeps to issues of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TwoInstancesGroup : ICollectionFixture<TwoInstances>
{
    public const string Name = "Two instances";
}
