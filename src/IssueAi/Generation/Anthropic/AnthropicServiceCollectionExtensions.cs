using IssueAi.Generation.Upstream;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.Anthropic;

internal static class AnthropicServiceCollectionExtensions
{
    /// <summary>Adds the model behind the settings <c>Anthropic__…</c>.</summary>
    public static IServiceCollection AddAnthropicModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AnthropicOptions>(configuration, AnthropicOptions.Section);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AnthropicOptions>>().Value;
            return new ModelIdentity(AiProvider.Anthropic, options.Model, options.Endpoint)
            {
                ModelList = ModelIdentity.Below(options.Endpoint, "v1/models"),
            };
        });
        return services.AddSingleton<IReadOnlyList<ModelDeployment>>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<AnthropicOptions>>().Value;
            var (clock, transport) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ModelTransport>());
            var body = new AnthropicRequestBody(provider.GetRequiredService<OutputLimits>(), settings.Model);
            return [new ModelDeployment(settings.Model, new AnthropicModelClient(transport.CreateClient(), settings, body, new ParameterSupport(clock)))];
        });
    }
}
