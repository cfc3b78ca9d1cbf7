using IssueAi.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IssueAi.Http;

/// <summary>Identifies the caller of a request: by its bearer token where tokens are required, else by its address.</summary>
internal sealed class CallerIdentity(BearerTokens tokens, IOptions<AuthOptions> auth, IOptions<ProxyOptions> proxies)
{
    private const string Scheme = "Bearer ";
    private const string TenantClaim = "tid";
    private const string SubjectClaim = "sub";
    private const string ObjectClaim = "oid";

    /// <summary>Identifies the caller, or gives the problem to answer with.</summary>
    /// <exception cref="IdentityUnavailableException">The issuer of the tokens can't be reached.</exception>
    public async Task<RequestResult<Caller>> IdentifyAsync(HttpContext context)
    {
        if (auth.Value.Authority is null) return RequestResult.Of(Caller.OfAddress(Caller.DefaultTenant, AddressOf(context)));
        if (TokenOf(context.Request) is not { } token) return Refuse(context, "Bearer", "Send a bearer token in the header 'Authorization'.");
        if (await tokens.ValidateAsync(token, context.RequestAborted) is not { } valid)
            return Refuse(context, "Bearer error=\"invalid_token\"", "The bearer token isn't valid here, or not any more. Get a new one.");

        if (ClaimOf(valid, TenantClaim) is not { } named) return RequestResult.Refused<Caller>(Problems.Forbidden("The bearer token contains no tenant ('tid')."));
        if (TokenPermissions.FindMissing(valid, auth.Value) is { } missing) return RequestResult.Refused<Caller>(Problems.Forbidden($"The bearer token lacks {missing}."));
        var tenant = Caller.TenantOf(named);
        return RequestResult.Of((ClaimOf(valid, SubjectClaim) ?? ClaimOf(valid, ObjectClaim)) is { } subject
            ? Caller.OfSubject(tenant, subject)
            : Caller.OfAddress(tenant, AddressOf(context)));
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && value[Scheme.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;

    private static string? ClaimOf(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<object>(name, out var value) && value is string text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static RequestResult<Caller> Refuse(HttpContext context, string challenge, string detail)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return RequestResult.Refused<Caller>(Problems.Unauthorized(detail));
    }

    private string AddressOf(HttpContext context) => CallerAddress.Of(context, proxies.Value);
}
