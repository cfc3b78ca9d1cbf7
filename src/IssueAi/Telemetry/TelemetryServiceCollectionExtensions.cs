using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IssueAi.Telemetry;

/// <summary>Adds the product's telemetry, and its export where an endpoint is configured.</summary>
public static class TelemetryServiceCollectionExtensions
{
    /// <summary>
    /// Tells whether the settings name an endpoint for telemetry. Only then a host adds its own part, such as spans of its
    /// requests; otherwise nothing of OpenTelemetry is loaded.
    /// </summary>
    /// <param name="configuration">The settings.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">One of the settings is wrong.</exception>
    public static bool SendsTelemetry(this IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return TelemetryOptions.Read(configuration).IsOn;
    }

    internal static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Tracing.Source);
        services.AddMetrics().AddSingleton<IssueAiMetrics>();
        var options = TelemetryOptions.Read(configuration);
        return options.IsOn ? services.AddExporters(options) : services;
    }
}
