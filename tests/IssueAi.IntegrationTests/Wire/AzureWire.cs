namespace IssueAi.IntegrationTests.Wire;

/// <summary>The product on Azure OpenAI's versionless surface.</summary>
public sealed class AzureWire() : WireProduct("AzureOpenAI", "", "assessment");
