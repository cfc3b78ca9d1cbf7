using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

internal static class HttpServiceCollectionExtensions
{
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.TryAddSingleton(new InvocationPolicy(MustStayOpen: true));
        services.TryAddSingleton(new ForwardingPolicy(ThroughHost: true));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, RequestLineFilter>());
        return services
            .AddSingleton<CallerIdentity>()
            .AddSingleton<JsonBody>()
            .AddSingleton<ProblemBoundary>()
            .AddSingleton<IssueIdReader>()
            .AddSingleton<EventStreamResponder>()
            .AddEndpoints()
            .AddHostedService<EndpointStartup>();
    }

    private static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddSingleton<IGenerateEndpoint, GenerateEndpoint>()
        .AddSingleton<IStreamRunningEndpoint, StreamRunningEndpoint>()
        .AddSingleton<IResponseEndpoint, ResponseEndpoint>()
        .AddSingleton<IIssueEndpoint, IssueEndpoint>()
        .AddSingleton<IHealthEndpoint, HealthEndpoint>();
}
