namespace IssueAi.IntegrationTests;

/// <summary>The product with default settings.</summary>
public sealed class DefaultProduct : ProductFixture;
