using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Settings <c>AzureOpenAI__…</c>: the model's resource and deployment.</summary>
public sealed class AzureOpenAIOptions : IValidatableObject
{
    /// <summary>Gets or sets the resource's address, https (loopback aside). Required.</summary>
    [Required(ErrorMessage = "is required: the address of the Azure OpenAI resource")]
    [HttpsEndpoint]
    [BareEndpoint("/openai/…", "openai", "deployments", "completions")]
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the deployment's name. Required.</summary>
    [Required(ErrorMessage = "is required: the name of the model's deployment")]
    public string? Deployment { get; set; }

    /// <summary>
    /// Gets or sets further deployments of the resource, separated by commas, that are asked in turn when one is rate limited
    /// or down before its first token. Null or empty, the default, means none.
    /// </summary>
    public string? FallbackDeployments { get; set; }

    /// <summary>Gets or sets the key; null or empty means managed identity, or the developer's own sign-in.</summary>
    [ApiKey]
    public string? ApiKey { get; set; }

    /// <summary>
    /// Gets or sets the API surface: <c>v1</c>, the default, is the versionless one, <c>preview</c> its preview features, and a
    /// dated version the older path.
    /// </summary>
    public string ApiVersion { get; set; } = AzureApiVersion.Versionless;

    /// <summary>
    /// Gets or sets the scope of tokens when there is no key. The default is <c>https://cognitiveservices.azure.com/.default</c>;
    /// <c>https://ai.azure.com/.default</c> works on the versionless surface, too.
    /// </summary>
    public string TokenScope { get; set; } = "https://cognitiveservices.azure.com/.default";

    /// <summary>
    /// Gets or sets a value indicating whether the issue's text is marked as a document, in which the prompt shields of the
    /// resource's content filter look for attacks. The default is null: yes, unless the resource is a server on this machine,
    /// which isn't Azure's.
    /// </summary>
    public bool? MarkDocuments { get; set; }

    /// <summary>Gets a value indicating whether the issue's text is marked as a document.</summary>
    internal bool MarksDocuments => MarkDocuments ?? !Endpoint!.IsLoopback;

    /// <summary>Gets all deployments, in the order in which they are asked.</summary>
    internal IReadOnlyList<string> Deployments =>
        [Deployment!, .. string.IsNullOrWhiteSpace(FallbackDeployments) ? [] : FallbackDeployments.Split(',', StringSplitOptions.TrimEntries)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!AzureApiVersion.IsKnown(ApiVersion)) yield return new("must be v1, preview or a dated version such as 2024-10-21", [nameof(ApiVersion)]);
        if (!IsScope(TokenScope)) yield return new("must be a scope, https://…/.default", [nameof(TokenScope)]);
        if (Deployments.Contains(string.Empty)) yield return new("holds an empty name: separate deployments by single commas", [nameof(FallbackDeployments)]);
        else if (Deployments.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Deployments.Count)
            yield return new("must name each deployment once, and not the one of AzureOpenAI__Deployment", [nameof(FallbackDeployments)]);
    }

    private static bool IsScope(string scope) =>
        Uri.TryCreate(scope, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.AbsolutePath.EndsWith("/.default", StringComparison.Ordinal);
}
