using System.Diagnostics;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IssueAi.LocalHost;

/// <summary>Reports requests as the platform does for deployed functions: one span per request, with its duration.</summary>
internal static class RequestTelemetry
{
    // Of many meters the one that tells of requests as such.
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    public static IServiceCollection AddRequestTelemetry(this IServiceCollection services) => services
        .Configure<AspNetCoreTraceInstrumentationOptions>(requests =>
        {
            requests.EnrichWithHttpRequest = (span, _) => ForgetWhatCallersWrote(span);
            requests.EnrichWithHttpResponse = (span, response) => NameRoute(span, response.HttpContext);
        })
        .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddAspNetCoreInstrumentation())
        .ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(RequestMeter));

    // A path may name an issue, a query may hold the function key, and the rest tells callers apart.
    private static void ForgetWhatCallersWrote(Activity span)
    {
        foreach (var tag in (string[])["url.path", "url.query", "user_agent.original", "http.request.method_original", "client.address"]) span.SetTag(tag, null);
    }

    private static void NameRoute(Activity span, HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }) span.SetTag("url.path", $"/{route.TrimStart('/')}");
    }
}
