namespace IssueAi.Generation;

/// <summary>Who answers, as far as it makes a difference to the answer.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The deployment's or model's name.</param>
internal sealed record ModelIdentity(AiProvider Provider, string Model);
