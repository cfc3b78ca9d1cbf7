using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;
using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.AzureOpenAI;

internal static class AzureOpenAIServiceCollectionExtensions
{
    public static IServiceCollection AddAzureOpenAIModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AzureOpenAIOptions>(configuration, "AzureOpenAI");
        services.AddSingleton<ChatRequestBody>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            return new ModelIdentity(AiProvider.AzureOpenAI, options.Deployment!, options.Endpoint!);
        });
        return services.AddKeyedSingleton<IModelClient>(ModelIdentity.Key, (provider, _) =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            var clock = provider.GetRequiredService<TimeProvider>();
            var chat = CreateClient(options, clock).GetChatClient(options.Deployment);
            return new AzureOpenAIModelClient(chat, provider.GetRequiredService<ChatRequestBody>(), new LogProbabilitySupport(clock));
        });
    }

    private static AzureOpenAIClient CreateClient(AzureOpenAIOptions options, TimeProvider clock)
    {
        var clientOptions = new AzureOpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(ModelHttpClient.Create(clock)),

            // Patience and retries are the pipeline's above, which knows whether text has been sent.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        return string.IsNullOrEmpty(options.ApiKey)
            ? new AzureOpenAIClient(options.Endpoint, new DefaultAzureCredential(), clientOptions)
            : new AzureOpenAIClient(options.Endpoint, new ApiKeyCredential(options.ApiKey), clientOptions);
    }
}
