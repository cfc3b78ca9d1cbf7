using IssueAi.Generation.Anthropic;
using IssueAi.Generation.AzureOpenAI;
using IssueAi.Generation.OpenAICompatible;
using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IssueAi.Generation.Pipeline;

internal static class GenerationServiceCollectionExtensions
{
    public static IServiceCollection AddGeneration(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<GenerationOptions>(configuration, "Generation");
        services.AddSettings<PricesOptions>(configuration, "Prices");
        services.AddSingleton<OutputLimits>().AddSingleton<TokenPrices>();
        return services.AddModel(configuration);
    }

    private static IServiceCollection AddModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AiOptions>(configuration, "Ai");
        services.TryAddSingleton<ModelTransport>();
        services.AddSingleton<ModelPipeline>();
        services.TryAddSingleton(provider => provider.GetRequiredService<ModelPipeline>().Create());
        return configuration.GetSection("Ai").ReadSettings<AiOptions>().Provider switch
        {
            AiProvider.OpenAI => services.AddOpenAIModel(configuration),
            AiProvider.Anthropic => services.AddAnthropicModel(configuration),
            _ => services.AddAzureOpenAIModel(configuration),
        };
    }
}
