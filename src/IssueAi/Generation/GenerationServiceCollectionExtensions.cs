using IssueAi.Generation.AzureOpenAI;
using IssueAi.Generation.ChatClients;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IssueAi.Generation;

internal static class GenerationServiceCollectionExtensions
{
    public static IServiceCollection AddGeneration(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<GenerationOptions>(configuration, "Generation");
        services.AddSingleton<ModelTimeouts>();
        services.AddSingleton<ResponseProducer>();
        return services.AddModel(configuration);
    }

    /// <summary>Registers a provider's client, with what holds for all of them around it.</summary>
    public static IServiceCollection AddModelClient(this IServiceCollection services, Func<IServiceProvider, IModelClient> create)
    {
        services.TryAddSingleton<IModelClient>(
            provider => new RetryingModelClient(create(provider), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AiOptions>(configuration, "Ai");
        return configuration.GetSection("Ai").ReadSettings<AiOptions>().Provider switch
        {
            AiProvider.OpenAI => services.AddOpenAIModel(configuration),
            AiProvider.Anthropic => services.AddAnthropicModel(configuration),
            _ => services.AddAzureOpenAIModel(configuration),
        };
    }
}
