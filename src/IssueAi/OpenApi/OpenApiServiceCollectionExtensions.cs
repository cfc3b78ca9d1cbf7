using IssueAi.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.OpenApi;

internal static class OpenApiServiceCollectionExtensions
{
    // The endpoint's constructor is internal, as what it needs is: the container can't find it by itself.
    public static IServiceCollection AddOpenApi(this IServiceCollection services) => services
        .AddSingleton<WireSchemas>()
        .AddSingleton<OpenApiDocument>()
        .AddSingleton(provider => new OpenApiEndpoint(
            provider.GetRequiredService<OpenApiDocument>(), provider.GetRequiredService<ProblemBoundary>()));
}
