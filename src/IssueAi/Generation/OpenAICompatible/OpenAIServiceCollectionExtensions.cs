using System.ClientModel;
using System.ClientModel.Primitives;
using IssueAi.Generation.ChatCompletions;
using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace IssueAi.Generation.OpenAICompatible;

internal static class OpenAIServiceCollectionExtensions
{
    /// <summary>Adds the model behind the settings <c>OpenAI__…</c>.</summary>
    public static IServiceCollection AddOpenAIModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<OpenAIOptions>(configuration, OpenAIOptions.Section);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<OpenAIOptions>>().Value;
            return new ModelIdentity(AiProvider.OpenAI, options.Model, options.Endpoint)
            {
                ModelList = ModelIdentity.Below(options.Endpoint, "models"),
            };
        });
        return services.AddSingleton<IReadOnlyList<ModelDeployment>>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<OpenAIOptions>>().Value;
            var clock = provider.GetRequiredService<TimeProvider>();
            var body = new ChatRequestBody(provider.GetRequiredService<OutputLimits>(), settings.Model);
            var model = new ChatCompletionModelClient(CreateClient(settings, provider.GetRequiredService<ModelTransport>()), body, new ParameterSupport(clock));
            return [new ModelDeployment(settings.Model, model)];
        });
    }

    private static ChatClient CreateClient(OpenAIOptions settings, ModelTransport transport)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = settings.Endpoint,
            Transport = new HttpClientPipelineTransport(transport.CreateClient()),
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
