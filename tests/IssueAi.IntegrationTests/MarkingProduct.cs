namespace IssueAi.IntegrationTests;

/// <summary>The product as it asks Azure: with the issue's text marked as a document.</summary>
public sealed class MarkingProduct() : ProductFixture(("AzureOpenAI:MarkDocuments", "true"));
