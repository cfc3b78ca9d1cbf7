namespace IssueAi.IntegrationTests;

/// <summary>The product with a delay of 50 ms per word.</summary>
public sealed class PacedProduct() : ProductFixture(("Streaming:WordDelay", "00:00:00.050"));
