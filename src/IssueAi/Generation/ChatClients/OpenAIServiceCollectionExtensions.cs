using System.ClientModel;
using System.ClientModel.Primitives;
using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace IssueAi.Generation.ChatClients;

internal static class OpenAIServiceCollectionExtensions
{
    /// <summary>Adds the model behind the settings <c>OpenAI__…</c>.</summary>
    public static IServiceCollection AddOpenAIModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<OpenAIOptions>(configuration, OpenAIOptions.Section);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<OpenAIOptions>>().Value;
            return new ModelIdentity(AiProvider.OpenAI, options.Model, options.Endpoint);
        });
        return services.AddSingleton<IReadOnlyList<ModelDeployment>>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<OpenAIOptions>>().Value;
            var clock = provider.GetRequiredService<TimeProvider>();
            var model = new ChatClientModelClient(
                CreateClient(settings, clock).AsIChatClient(), provider.GetRequiredService<IOptions<GenerationOptions>>(), new LogProbabilitySupport(clock));
            return [new ModelDeployment(settings.Model, model)];
        });
    }

    private static ChatClient CreateClient(OpenAIOptions settings, TimeProvider clock)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = settings.Endpoint,
            Transport = new HttpClientPipelineTransport(ModelHttpClient.Create(clock)),
            // Retries and time-outs have their place above the seam.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        if (!string.IsNullOrEmpty(settings.ApiKey))
            return new(settings.Model, new ApiKeyCredential(settings.ApiKey), options);

#pragma warning disable OPENAI001 // Experimental, and the only way to send no key.
        return new(settings.Model, new AnonymousPolicy(), options);
#pragma warning restore OPENAI001
    }
}
