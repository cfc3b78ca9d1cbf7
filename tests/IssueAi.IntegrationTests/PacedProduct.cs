namespace IssueAi.IntegrationTests;

/// <summary>The product with the classic pace.</summary>
public sealed class PacedProduct() : ProductFixture(("Streaming:WordDelay", "00:00:00.050"));
