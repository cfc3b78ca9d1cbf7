namespace IssueAi.Generation;

/// <summary>The model and its endpoint.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The main deployment's or the model's name.</param>
/// <param name="Endpoint">Where the model is; never shown to callers.</param>
internal sealed record ModelIdentity(AiProvider Provider, string Model, Uri Endpoint)
{
    /// <summary>Gets the address at which a model's server lists its models.</summary>
    public Uri ModelList { get; init; } = Endpoint;

    /// <summary>Adds a path to an address that may have one.</summary>
    public static Uri Below(Uri endpoint, string path) => new($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
}
