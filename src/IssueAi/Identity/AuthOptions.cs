using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Identity;

/// <summary>Settings <c>Auth__…</c>: which bearer tokens are required. Without these settings a client is identified by its address only.</summary>
public sealed class AuthOptions : IValidatableObject
{
    /// <summary>
    /// Gets or sets the issuer of the tokens: an OpenID Connect provider with its discovery document below this address. The
    /// default is null: no token is required.
    /// </summary>
    [HttpsEndpoint]
    public Uri? Authority { get; set; }

    /// <summary>Gets or sets the audience of the tokens, this service. Required with an authority. The default is null.</summary>
    public string? Audience { get; set; }

    /// <summary>Gets or sets a scope that each token must have (<c>scp</c> or <c>scope</c>). The default is null: none.</summary>
    public string? RequiredScope { get; set; }

    /// <summary>Gets or sets a role that each token must have (<c>roles</c>). The default is null: none.</summary>
    public string? RequiredRole { get; set; }

    /// <summary>Checks that both are set or neither: one alone would accept too many tokens.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not null && string.IsNullOrWhiteSpace(Audience))
            yield return new("is required with Auth__Authority: the tokens' audience", [nameof(Audience)]);
        if (Authority is null && !string.IsNullOrWhiteSpace(Audience))
            yield return new("is required with Auth__Audience: the tokens' issuer", [nameof(Authority)]);
        if (Authority is null && !string.IsNullOrWhiteSpace(RequiredScope)) yield return new("needs Auth__Authority", [nameof(RequiredScope)]);
        if (Authority is null && !string.IsNullOrWhiteSpace(RequiredRole)) yield return new("needs Auth__Authority", [nameof(RequiredRole)]);
    }
}
