using System.Reflection;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IssueAi.Telemetry;

/// <summary>Exports spans, measurements and logs to the configured endpoints. Without any, nothing of OpenTelemetry is loaded.</summary>
internal static class TelemetryExport
{
    // .NET's own sources: outgoing HTTP requests and the runtime.
    private const string HttpClientSource = "System.Net.Http";
    private const string HttpClientDuration = "http.client.request.duration";
    private const string RuntimeMeter = "System.Runtime";

    private static readonly string[] AboutTheExporter = ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "APPLICATIONINSIGHTS_SDKSTATS_DISABLED"];

    public static IServiceCollection AddExporters(this IServiceCollection services, TelemetryOptions options)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, ExportedLogFilter>());
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(Describe)
            .WithTracing(tracing => tracing
                .AddSource(TelemetryNames.Source, HttpClientSource)
                .AddProcessor(new UrlTrimmer()))
            .WithMetrics(metrics => metrics
                .AddMeter(TelemetryNames.Source, HttpClientSource, RuntimeMeter)
                .AddView(instrument => instrument.Meter.Name == HttpClientSource && instrument.Name != HttpClientDuration ? MetricStreamConfiguration.Drop : null))
            .WithLogging(logging => { }, logs => logs.IncludeFormattedMessage = true);

        if (options.ConnectionString is not null) telemetry.AddAzureMonitor(options);
        if (options.SendsOtlp) telemetry.UseOtlpExporter();
        return services;
    }

    // The name that the Functions host uses for its own telemetry; OpenTelemetry's variables override it.
    private static void Describe(ResourceBuilder resource)
    {
        var version = typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        resource.AddService(
            Environment.GetEnvironmentVariable("WEBSITE_SITE_NAME") ?? TelemetryNames.Source,
            serviceVersion: version,
            serviceInstanceId: Environment.GetEnvironmentVariable("WEBSITE_INSTANCE_ID"))
            .AddEnvironmentVariableDetector();
    }

    private static void AddAzureMonitor(this OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        TokenCredential credential = !options.UsesManagedIdentity ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(options.ClientId is { } clientId ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned);

        // Otherwise the exporter reports on itself, also to its vendor, and queries the machine's metadata service for that. It has no
        // other switches.
        foreach (var switchedOff in AboutTheExporter)
        {
            if (Environment.GetEnvironmentVariable(switchedOff) is null) Environment.SetEnvironmentVariable(switchedOff, "true");
        }

        telemetry.Services.Configure<AzureMonitorExporterOptions>(exporter =>
        {
            exporter.ConnectionString = options.ConnectionString;
            exporter.Credential = credential;
        });
        telemetry
            .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter())
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter())
            .WithLogging(logging => logging.AddAzureMonitorLogExporter());
    }
}
