using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IssueAi.Identity;

/// <summary>
/// Checks bearer tokens with the parts of ASP.NET Core's JWT bearer authentication. Its middleware can't be added to the
/// Functions worker's pipeline, and would answer with an empty page.
/// </summary>
internal sealed partial class BearerTokens(
    IOptionsMonitor<JwtBearerOptions> options, IssuerKeys keys, ILogger<BearerTokens> logger)
{
    /// <summary>Checks a token; null when it isn't valid.</summary>
    /// <exception cref="IdentityUnavailableException">The issuer couldn't be reached so far.</exception>
    public async Task<JsonWebToken?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var handler = bearer.TokenHandlers.OfType<JsonWebTokenHandler>().Single();
        if (!handler.CanReadToken(token)) return null;

        // Without the issuer's keys every token would be invalid.
        var known = await keys.GetAsync(cancellationToken);
        var result = await ValidateAsync(known);
        if (MayBeOfANewKey(result) && await keys.FindNewerAsync(known, cancellationToken) is { } newer) result = await ValidateAsync(newer);
        if (result.IsValid) return (JsonWebToken)result.SecurityToken;

        Log.Refused(logger, result.Exception.GetType().Name);
        return null;

        Task<TokenValidationResult> ValidateAsync(BaseConfigurationManager issuer)
        {
            var parameters = bearer.TokenValidationParameters.Clone();
            parameters.ConfigurationManager = issuer;
            return handler.ValidateTokenAsync(token, parameters);
        }
    }

    private static bool MayBeOfANewKey(TokenValidationResult result) =>
        !result.IsValid && result.Exception is SecurityTokenInvalidSignatureException or SecurityTokenInvalidIssuerException;

    private static partial class Log
    {
        // The exception's text quotes the token.
        [LoggerMessage(LogLevel.Information, "A bearer token was refused: {Reason}.")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
