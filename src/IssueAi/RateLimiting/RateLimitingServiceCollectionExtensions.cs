using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.RateLimiting;

internal static class RateLimitingServiceCollectionExtensions
{
    /// <summary>Adds the limits. They are added before the responses, since hosted services stop in reverse order and ending responses still change the usage.</summary>
    public static IServiceCollection AddRateLimiting(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<RateLimitOptions>(configuration, "RateLimit")
        .AddSingleton<CallerUseStore>()
        .AddSingleton<CallerLedgers>()
        .AddSingleton<RateLimiter>()
        .AddSingleton<RequestThrottle>()
        .AddHostedService<LedgerWriter>();
}
