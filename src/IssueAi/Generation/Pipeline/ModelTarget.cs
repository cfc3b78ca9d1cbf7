namespace IssueAi.Generation.Pipeline;

/// <summary>The target of a call, in the terms of telemetry.</summary>
/// <param name="Provider">The provider, by its name in the conventions.</param>
/// <param name="Model">The deployment or the model that is asked.</param>
/// <param name="Endpoint">Where it is.</param>
/// <param name="MaxOutputTokens">The longest answer where a prompt doesn't say, in tokens.</param>
internal sealed record ModelTarget(string Provider, string Model, Uri Endpoint, int MaxOutputTokens)
{
    /// <summary>Gets the name of a call's span.</summary>
    public string SpanName { get; } = $"chat {Model}";

    public static ModelTarget Create(ModelIdentity identity, string model, GenerationOptions options) =>
        new(NameOf(identity.Provider), model, identity.Endpoint, options.MaxOutputTokens);

    private static string NameOf(AiProvider provider) => provider switch
    {
        AiProvider.OpenAI => "openai",
        AiProvider.Anthropic => "anthropic",
        _ => "azure.ai.openai",
    };
}
