namespace IssueAi.Generation;

/// <summary>Who answers, as far as it makes a difference to the answer.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The deployment's or model's name.</param>
internal sealed record ModelIdentity(AiProvider Provider, string Model)
{
    /// <summary>The key under which a provider's own client is registered; what holds for all of them is around it.</summary>
    public const string Key = "provider";
}
