using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Identity;

/// <summary>Settings <c>Auth__…</c>: whose bearer tokens are asked for. Without them callers are known by their address only.</summary>
public sealed class AuthOptions : IValidatableObject
{
    /// <summary>
    /// Gets or sets who issues the tokens: an OpenID Connect provider that has its discovery document below this address. The
    /// default is null: no token is asked for.
    /// </summary>
    [HttpsEndpoint]
    public Uri? Authority { get; set; }

    /// <summary>Gets or sets whom the tokens must be meant for, this service. Required with an authority. The default is null.</summary>
    public string? Audience { get; set; }

    /// <summary>Checks that both are set or neither: one alone would let in too many.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not null && string.IsNullOrWhiteSpace(Audience))
            yield return new("is required with Auth__Authority: whom the tokens are meant for", [nameof(Audience)]);
        if (Authority is null && !string.IsNullOrWhiteSpace(Audience))
            yield return new("is required with Auth__Audience: who issues the tokens", [nameof(Authority)]);
    }
}
