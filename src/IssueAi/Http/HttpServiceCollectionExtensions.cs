using IssueAi.Actions.Catalog;
using IssueAi.Health;
using IssueAi.Issues;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Tables;
using IssueAi.Telemetry;
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
            .AddSingleton<ProblemBoundary>()
            .AddSingleton<IssueIdReader>()
            .AddSingleton<EventStreamResponder>()
            .AddEndpoints()
            .AddHostedService<EndpointStartup>();
    }

    // The endpoints' constructors are internal, as what they need is: the container can't find them by itself.
    private static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddSingleton(provider => new GenerateEndpoint(
            provider.GetRequiredService<ActionCatalog>(),
            provider.GetRequiredService<IssueMemory>(),
            provider.GetRequiredService<EarlierAnswers>(),
            provider.GetRequiredService<RateLimiter>(),
            provider.GetRequiredService<AnswerCost>(),
            provider.GetRequiredService<ResponseBroker>(),
            provider.GetRequiredService<EventStreamResponder>(),
            provider.GetRequiredService<ProblemBoundary>(),
            provider.GetRequiredService<IssueAiMetrics>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new ResponseEndpoint(
            provider.GetRequiredService<ResponseBroker>(),
            provider.GetRequiredService<ResponseReader>(),
            provider.GetRequiredService<ResponseCanceller>(),
            provider.GetRequiredService<ResponseEraser>(),
            provider.GetRequiredService<ResponseRatings>(),
            provider.GetRequiredService<EventStreamResponder>(),
            provider.GetRequiredService<ProblemBoundary>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>()))
        .AddSingleton(provider => new StreamRunningEndpoint(
            provider.GetRequiredService<ActionCatalog>(),
            provider.GetRequiredService<RunningResponses>(),
            provider.GetRequiredService<ResponseBroker>(),
            provider.GetRequiredService<EventStreamResponder>(),
            provider.GetRequiredService<IssueIdReader>(),
            provider.GetRequiredService<ProblemBoundary>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>()))
        .AddSingleton(provider => new HealthEndpoint(
            provider.GetRequiredService<HealthMonitor>(), provider.GetRequiredService<ProblemBoundary>()))
        .AddSingleton(provider => new IssueEndpoint(
            provider.GetRequiredService<ActionCatalog>(),
            provider.GetRequiredService<IssueStore>(),
            provider.GetRequiredService<ResponseHistory>(),
            provider.GetRequiredService<ResponseEraser>(),
            provider.GetRequiredService<IssueIdReader>(),
            provider.GetRequiredService<ProblemBoundary>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>()));
}
