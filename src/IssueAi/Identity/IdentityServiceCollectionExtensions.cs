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

        // Creates the part that reads the issuer's keys and refreshes them.
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, BearerSettings.ApplyToDiscovery);

        // Otherwise the first tokens of a new key are refused while the key is looked up in the background.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
        return services.AddSingleton<IssuerDiscovery>().AddSingleton<BearerTokens>();
    }
}
