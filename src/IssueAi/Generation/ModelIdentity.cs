namespace IssueAi.Generation;

/// <summary>Who answers, and where.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The deployment's or model's name.</param>
/// <param name="Endpoint">Where the model is; never shown to callers.</param>
internal sealed record ModelIdentity(AiProvider Provider, string Model, Uri Endpoint)
{
    /// <summary>The key under which a provider's own client is registered; what holds for all of them is around it.</summary>
    public const string Key = "provider";
}
