using IssueAi.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Identity;

internal static class IdentityServiceCollectionExtensions
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AuthOptions>(configuration, "Auth").AddSettings<ProxyOptions>(configuration, "RateLimit");
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<AuthOptions>>(BearerSettings.Apply);

        // Completes the address of the issuer's document, and makes the client that reads it.
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        return services.AddSingleton<IssuerKeys>().AddSingleton<BearerTokens>();
    }
}
