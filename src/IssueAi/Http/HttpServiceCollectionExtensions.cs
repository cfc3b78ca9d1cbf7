using IssueAi.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Http;

internal static class HttpServiceCollectionExtensions
{
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddSingleton<RequestBoundary>();
        services.AddSingleton<EventStreamResponder>();
        return services.AddSingleton(provider => new GenerateEndpoint(
            provider.GetRequiredService<ActionCatalog>(),
            provider.GetRequiredService<EventStreamResponder>(),
            provider.GetRequiredService<RequestBoundary>()));
    }
}
