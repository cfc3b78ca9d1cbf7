namespace IssueAi.Generation;

/// <summary>Who answers, and where.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The main deployment's or the model's name.</param>
/// <param name="Endpoint">Where the model is; never shown to callers.</param>
internal sealed record ModelIdentity(AiProvider Provider, string Model, Uri Endpoint);
