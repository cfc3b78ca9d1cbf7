using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Streaming;

internal static class StreamingServiceCollectionExtensions
{
    public static IServiceCollection AddStreaming(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StreamingOptions>(configuration, "Streaming");
        return services.AddSingleton<ShutdownSignal>().AddSingleton<EventStreamWriter>();
    }
}
