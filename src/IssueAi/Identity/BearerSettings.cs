using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IssueAi.Identity;

/// <summary>The requirements on bearer tokens.</summary>
internal static class BearerSettings
{
    private const string TenantPlaceholder = "{tenantid}";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan DiscoveryTimeout = TimeSpan.FromSeconds(5);

    // Asymmetric signatures only: with a symmetric algorithm the issuer's public key could serve as the secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void Apply(JwtBearerOptions bearer, IOptions<AuthOptions> auth)
    {
        if (auth.Value is not { Authority: { } authority, Audience: { } audience }) return;

        bearer.Authority = authority.AbsoluteUri.TrimEnd('/');
        bearer.Audience = audience;
        bearer.RequireHttpsMetadata = authority.Scheme == Uri.UriSchemeHttps;
        bearer.BackchannelTimeout = DiscoveryTimeout;
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new()
        {
            ValidAlgorithms = Algorithms,
            ValidAudience = audience,
            ClockSkew = Skew,
            IssuerValidatorUsingConfiguration = ValidateIssuer,
        };
    }

    // Microsoft Entra's address for all tenants names its issuer with a placeholder for each token's tenant.
    private static string ValidateIssuer(string issuer, SecurityToken token, TokenValidationParameters parameters, BaseConfiguration configuration)
    {
        var tenant = token is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var named) ? named : string.Empty;
        return issuer.Length > 0 && issuer == configuration.Issuer?.Replace(TenantPlaceholder, tenant, StringComparison.Ordinal)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("Another issuer issued the token.") { InvalidIssuer = issuer };
    }
}
