using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using IssueAi.Generation.ChatCompletions;
using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.AzureOpenAI;

internal static class AzureOpenAIServiceCollectionExtensions
{
    public static IServiceCollection AddAzureOpenAIModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AzureOpenAIOptions>(configuration, "AzureOpenAI");

        // A managed identity, or the developer's own sign-in.
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            return new ModelIdentity(AiProvider.AzureOpenAI, options.Deployment!, options.Endpoint!)
            {
                ModelList = ModelIdentity.Below(options.Endpoint!, new AzureApiVersion(options.ApiVersion).ModelListPath),
            };
        });
        return services.AddSingleton<IReadOnlyList<ModelDeployment>>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            var limits = provider.GetRequiredService<OutputLimits>();
            var clock = provider.GetRequiredService<TimeProvider>();

            // One client for all of them, so that they share its connections and its token.
            var resource = CreateClient(options, provider);
            var namesModel = new AzureApiVersion(options.ApiVersion).NamesModelInBody;
            Func<ModelPrompt, string>? marks = options.MarksDocuments ? DocumentMarks.Apply : null;
            return
            [
                .. options.Deployments.Select(name => new ModelDeployment(
                    name, new ChatCompletionModelClient(resource.GetChatClient(name), new ChatRequestBody(limits, namesModel ? name : null, marks), new ParameterSupport(clock)))),
            ];
        });
    }

    private static AzureOpenAIClient CreateClient(AzureOpenAIOptions options, IServiceProvider provider)
    {
        var clientOptions = new AzureOpenAIClientOptions
        {
            Audience = new AzureOpenAIAudience(options.TokenScope),
            Transport = new HttpClientPipelineTransport(provider.GetRequiredService<ModelTransport>().CreateClient()),

            // Patience and retries are the pipeline's above, which knows whether text has been sent.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        clientOptions.AddPolicy(new AzureSurfacePolicy(new AzureApiVersion(options.ApiVersion)), PipelinePosition.PerCall);
        return string.IsNullOrEmpty(options.ApiKey)
            ? new AzureOpenAIClient(options.Endpoint, provider.GetRequiredService<TokenCredential>(), clientOptions)
            : new AzureOpenAIClient(options.Endpoint, new ApiKeyCredential(options.ApiKey), clientOptions);
    }
}
