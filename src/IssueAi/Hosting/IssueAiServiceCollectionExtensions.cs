using IssueAi.Actions.Catalog;
using IssueAi.Caching;
using IssueAi.Confidence;
using IssueAi.Generation.Pipeline;
using IssueAi.Health;
using IssueAi.Http;
using IssueAi.Identity;
using IssueAi.Issues;
using IssueAi.OpenApi;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Hosting;

/// <summary>Adds the product to a host.</summary>
public static class IssueAiServiceCollectionExtensions
{
    /// <summary>Adds everything that the function classes need.</summary>
    /// <param name="services">The host's services. Registrations that a host or a test has added before are kept.</param>
    /// <param name="configuration">The settings, as <c>Section:Key</c>; checked when the host starts.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting that selects services is wrong.</exception>
    public static IServiceCollection AddIssueAi(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddTelemetry(configuration)
        .AddTables(configuration)
        .AddIssues()
        .AddCaching(configuration)
        .AddIdentity(configuration)
        .AddGeneration(configuration)
        .AddConfidence(configuration)
        .AddActions()
        .AddStreaming(configuration)
        .AddRateLimiting(configuration)
        .AddResponses()
        .AddHealth()
        .AddHttp()
        .AddOpenApi()
        .AddSingleton<MaintenanceTasks>();
}
