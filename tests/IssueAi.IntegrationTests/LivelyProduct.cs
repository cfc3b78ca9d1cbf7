namespace IssueAi.IntegrationTests;

/// <summary>The product with a keep-alive comment after the shortest silence.</summary>
public sealed class LivelyProduct() : ProductFixture(("Streaming:KeepAliveInterval", "00:00:00.2"));
