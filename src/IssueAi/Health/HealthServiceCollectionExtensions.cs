using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Health;

internal static class HealthServiceCollectionExtensions
{
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<ModelProbe>().AddSingleton<HealthMonitor>();
}
