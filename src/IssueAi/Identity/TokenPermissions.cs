using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IssueAi.Identity;

/// <summary>Checks what a valid token permits: an ID token for the same audience, for example, has neither scopes nor roles.</summary>
internal static class TokenPermissions
{
    // Microsoft Entra's name and the standard one (RFC 8693): scopes separated by spaces.
    private static readonly string[] ScopeClaims = ["scp", "scope"];

    private const string RoleClaim = "roles";

    /// <summary>Gives what a token lacks, such as <c>the scope 'Answers.Use'</c>; null when it lacks nothing.</summary>
    public static string? FindMissing(JsonWebToken token, AuthOptions required)
    {
        if (required.RequiredScope is { Length: > 0 } scope && !ScopeClaims.SelectMany(claim => TextsOf(token, claim)).SelectMany(text => text.Split(' ')).Contains(scope))
            return $"the scope '{scope}'";
        return required.RequiredRole is { Length: > 0 } role && !TextsOf(token, RoleClaim).Contains(role) ? $"the role '{role}'" : null;
    }

    // A list's items are claims of their own.
    private static IEnumerable<string> TextsOf(JsonWebToken token, string name) =>
        token.Claims.Where(claim => claim.Type == name && claim.ValueType == ClaimValueTypes.String).Select(claim => claim.Value);
}
