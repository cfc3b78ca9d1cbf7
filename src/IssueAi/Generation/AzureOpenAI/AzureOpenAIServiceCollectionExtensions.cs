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
        return services.AddSingleton<IReadOnlyList<ModelDeployment>>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            var body = provider.GetRequiredService<ChatRequestBody>();
            var clock = provider.GetRequiredService<TimeProvider>();

            // One client for all of them, so that they share its connections and its token.
            var resource = CreateClient(options, clock);
            return
            [
                .. options.Deployments.Select(name => new ModelDeployment(
                    name, new AzureOpenAIModelClient(resource.GetChatClient(name), body, new LogProbabilitySupport(clock)))),
            ];
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
