using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Settings <c>AzureOpenAI__…</c>: the model's resource and deployment.</summary>
public sealed class AzureOpenAIOptions
{
    /// <summary>Gets or sets the resource's address, https (loopback aside). Required.</summary>
    [Required(ErrorMessage = "is required: the address of the Azure OpenAI resource")]
    [HttpsEndpoint]
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the deployment's name. Required.</summary>
    [Required(ErrorMessage = "is required: the name of the model's deployment")]
    public string? Deployment { get; set; }

    /// <summary>Gets or sets the key; null or empty means managed identity, or the developer's own sign-in.</summary>
    [ApiKey]
    public string? ApiKey { get; set; }
}
