using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.OpenApi;

internal static class OpenApiServiceCollectionExtensions
{
    public static IServiceCollection AddOpenApi(this IServiceCollection services) => services
        .AddSingleton<WireSchemas>()
        .AddSingleton<OpenApiDocument>()
        .AddSingleton<IOpenApiEndpoint, OpenApiEndpoint>();
}
