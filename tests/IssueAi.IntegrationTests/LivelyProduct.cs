namespace IssueAi.IntegrationTests;

/// <summary>The product with the shortest keep-alive interval.</summary>
public sealed class LivelyProduct() : ProductFixture(("Streaming:KeepAliveInterval", "00:00:00.2"));
