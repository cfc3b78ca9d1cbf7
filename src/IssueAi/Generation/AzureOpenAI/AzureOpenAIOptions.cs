using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Settings <c>AzureOpenAI__…</c>: the model's resource and deployment.</summary>
public sealed class AzureOpenAIOptions : IValidatableObject
{
    /// <summary>Gets or sets the resource's address, https (loopback aside). Required.</summary>
    [Required(ErrorMessage = "is required: the address of the Azure OpenAI resource")]
    [HttpsEndpoint]
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

    /// <summary>Gets all deployments, in the order in which they are asked.</summary>
    internal IReadOnlyList<string> Deployments =>
        [Deployment!, .. string.IsNullOrWhiteSpace(FallbackDeployments) ? [] : FallbackDeployments.Split(',', StringSplitOptions.TrimEntries)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Deployments.Contains(string.Empty)) yield return new("holds an empty name: separate deployments by single commas", [nameof(FallbackDeployments)]);
        else if (Deployments.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Deployments.Count)
            yield return new("must name each deployment once, and not the one of AzureOpenAI__Deployment", [nameof(FallbackDeployments)]);
    }
}
