namespace IssueAi.IntegrationTests.Wire;

/// <summary>The product on an OpenAI-compatible server.</summary>
public sealed class OpenAIWire() : WireProduct("OpenAI", "/v1", "assessment");
