using Anthropic;
using Anthropic.Core;
using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.ChatClients;

internal static class AnthropicServiceCollectionExtensions
{
    // The SDK counts until the answer's headers only, and tells the server. It has no "never".
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);

    /// <summary>Adds the model behind the settings <c>Anthropic__…</c>.</summary>
    public static IServiceCollection AddAnthropicModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AnthropicOptions>(configuration, AnthropicOptions.Section);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AnthropicOptions>>().Value;
            return new ModelIdentity(AiProvider.Anthropic, options.Model, options.Endpoint);
        });
        return services.AddSingleton<IReadOnlyList<ModelDeployment>>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<AnthropicOptions>>().Value;
            var client = CreateClient(settings, provider.GetRequiredService<TimeProvider>());
            var model = new ChatClientModelClient(
                client.AsIChatClient(settings.Model), provider.GetRequiredService<IOptions<GenerationOptions>>());
            return [new ModelDeployment(settings.Model, model)];
        });
    }

    private static AnthropicClient CreateClient(AnthropicOptions settings, TimeProvider clock) => new(new ClientOptions
    {
        BaseUrl = settings.Endpoint.AbsoluteUri,
        HttpClient = ModelHttpClient.Create(clock),
        // Retries have their place above the seam.
        MaxRetries = 0,
        Timeout = LongEnough,
        // The SDK would send its own ApiKey as a bearer token; the API's documentation and compatible servers know this
        // header. Both nulls together keep it from looking for other credentials in the environment.
        ApiKey = null,
        AuthToken = null,
        ExtraHeaders = new Dictionary<string, string> { ["x-api-key"] = settings.ApiKey },
    });
}
