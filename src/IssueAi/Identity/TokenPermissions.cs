using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IssueAi.Identity;

/// <summary>Checks what a valid token permits: an ID token for the same audience, for example, has neither scopes nor roles.</summary>
internal static class TokenPermissions
{
    // Microsoft Entra's name and the standard one (RFC 8693): scopes separated by spaces.
    private static readonly string[] ScopeClaims = ["scp", "scope"];
    private static readonly string[] RoleClaims = ["roles"];

    /// <summary>Gives what a token lacks, such as <c>the scope 'Answers.Use'</c>; null when it lacks nothing.</summary>
    public static string? FindMissing(JsonWebToken token, AuthOptions required)
    {
        if (!string.IsNullOrWhiteSpace(required.RequiredScope) && !Holds(token, ScopeClaims, required.RequiredScope)) return $"the scope '{required.RequiredScope}'";
        return !string.IsNullOrWhiteSpace(required.RequiredRole) && !Holds(token, RoleClaims, required.RequiredRole) ? $"the role '{required.RequiredRole}'" : null;
    }

    private static bool Holds(JsonWebToken token, string[] claims, string value) => claims.Any(claim => ValuesOf(token, claim).Contains(value, StringComparer.Ordinal));

    // A text of several values, or a list of texts.
    private static IEnumerable<string> ValuesOf(JsonWebToken token, string claim)
    {
        if (!token.TryGetPayloadValue<JsonElement>(claim, out var value)) return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
            _ => [],
        };
    }
}
