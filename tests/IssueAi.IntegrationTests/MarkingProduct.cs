namespace IssueAi.IntegrationTests;

/// <summary>The product with its request format for Azure, which marks the issue's text as a document.</summary>
public sealed class MarkingProduct() : ProductFixture(("AzureOpenAI:MarkDocuments", "true"));
