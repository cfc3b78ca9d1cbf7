using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.RateLimiting;

internal static class RateLimitingServiceCollectionExtensions
{
    /// <summary>Adds the limits. Before whatever runs answers: what is stopped last is what was added first, and these settle with it.</summary>
    public static IServiceCollection AddRateLimiting(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<RateLimitOptions>(configuration, "RateLimit")
        .AddSingleton<CallerUseStore>()
        .AddSingleton<CallerLedgers>()
        .AddSingleton<RateLimiter>()
        .AddHostedService<LedgerWriter>();
}
