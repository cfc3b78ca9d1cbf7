namespace IssueAi.Generation;

/// <summary>The model and its endpoint.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The main deployment's or the model's name.</param>
/// <param name="Endpoint">The model's endpoint; never sent to clients.</param>
internal sealed record ModelIdentity(AiProvider Provider, string Model, Uri Endpoint);
