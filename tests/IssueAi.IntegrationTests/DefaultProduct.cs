namespace IssueAi.IntegrationTests;

/// <summary>The product with its own defaults.</summary>
public sealed class DefaultProduct : ProductFixture;
