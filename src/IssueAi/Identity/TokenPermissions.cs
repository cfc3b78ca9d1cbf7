using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IssueAi.Identity;

/// <summary>
/// Checks what a valid token permits, where a scope or a role is required. Only an access token permits anything: an ID token
/// for the same audience may hold roles, too.
/// </summary>
internal static class TokenPermissions
{
    // Microsoft Entra's name and the standard one (RFC 8693): scopes separated by spaces.
    private static readonly string[] ScopeClaims = ["scp", "scope"];

    private const string RoleClaim = "roles";

    // The header says what a token is (RFC 9068), where the issuer tells at all; Keycloak says it among the claims.
    private static readonly string[] AccessTypes = ["JWT", "at+jwt", "application/at+jwt"];
    private const string TypeClaim = "typ";
    private const string BearerType = "Bearer";

    // OpenID Connect ties an ID token by these to what came with it.
    private static readonly string[] IdTokenClaims = ["at_hash", "c_hash"];

    /// <summary>Returns the missing permission, such as <c>the scope 'Answers.Use'</c>; null if there is none.</summary>
    public static string? FindMissing(JsonWebToken token, AuthOptions required)
    {
        if (string.IsNullOrEmpty(required.RequiredScope) && string.IsNullOrEmpty(required.RequiredRole)) return null;
        if (!IsAccessToken(token)) return "the type of an access token";
        if (required.RequiredScope is { Length: > 0 } scope && !ScopeClaims.SelectMany(claim => TextsOf(token, claim)).SelectMany(text => text.Split(' ')).Contains(scope))
            return $"the scope '{scope}'";
        return required.RequiredRole is { Length: > 0 } role && !TextsOf(token, RoleClaim).Contains(role) ? $"the role '{role}'" : null;
    }

    private static bool IsAccessToken(JsonWebToken token) =>
        (string.IsNullOrEmpty(token.Typ) || AccessTypes.Contains(token.Typ, StringComparer.OrdinalIgnoreCase))
        && TextsOf(token, TypeClaim).All(type => type.Equals(BearerType, StringComparison.OrdinalIgnoreCase))
        && !token.Claims.Any(claim => IdTokenClaims.Contains(claim.Type));

    // A list's items are claims of their own.
    private static IEnumerable<string> TextsOf(JsonWebToken token, string name) =>
        token.Claims.Where(claim => claim.Type == name && claim.ValueType == ClaimValueTypes.String).Select(claim => claim.Value);
}
