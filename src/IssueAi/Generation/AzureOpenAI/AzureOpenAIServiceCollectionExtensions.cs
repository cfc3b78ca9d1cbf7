using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;
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
        return services.AddModelClient(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            var chat = CreateClient(options).GetChatClient(options.Deployment);
            return new AzureOpenAIModelClient(chat, provider.GetRequiredService<ChatRequestBody>());
        });
    }

    private static AzureOpenAIClient CreateClient(AzureOpenAIOptions options)
    {
        var clientOptions = new AzureOpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(CreateHttpClient()),

            // Patience and retries are the pipeline's above, which knows whether text has been sent.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        return string.IsNullOrEmpty(options.ApiKey)
            ? new AzureOpenAIClient(options.Endpoint, new DefaultAzureCredential(), clientOptions)
            : new AzureOpenAIClient(options.Endpoint, new ApiKeyCredential(options.ApiKey), clientOptions);
    }

    private static HttpClient CreateHttpClient() =>
        new(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),

            // Long enough to be reused, short enough to follow a change of address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,

            // A caller who left must stop the model now; reading the rest to save the connection would pay for it.
            ResponseDrainTimeout = TimeSpan.Zero,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
