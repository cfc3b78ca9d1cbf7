namespace IssueAi.IntegrationTests.Wire;

/// <summary>The product on a server that speaks Anthropic's messages API.</summary>
public sealed class AnthropicWire() : WireProduct("Anthropic", "", "an-assessment");
