using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IssueAi.Telemetry;

/// <summary>The product's spans, and the client's trace.</summary>
internal static class Tracing
{
    public static ActivitySource Source { get; } = new(TelemetryNames.Source);

    /// <summary>
    /// Continues the client's trace in the calling method. On the Functions worker a function runs outside its request, and
    /// without a listener it has no activity at all: then the trace wouldn't reach the model.
    /// </summary>
    public static void Continue(HttpContext context)
    {
        var ofRequest = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (Activity.Current is not { } current)
        {
            Activity.Current = ofRequest;
            return;
        }

        if (ofRequest is null || IsWithin(current, ofRequest)) return;
        foreach (var (key, value) in ofRequest.Baggage) current.SetBaggage(key, value);
    }

    /// <summary>Adds the action and the response to the request's span.</summary>
    public static void Describe(string action, string responseId, bool isCached)
    {
        if (!Source.HasListeners() || Activity.Current is not { IsAllDataRequested: true } request) return;

        request.SetTag(TelemetryNames.Attributes.Action, action);
        request.SetTag(TelemetryNames.Attributes.ResponseId, responseId);
        request.SetTag(TelemetryNames.Attributes.Cached, isCached);
    }

    private static bool IsWithin(Activity? activity, Activity whole)
    {
        for (; activity is not null; activity = activity.Parent)
        {
            if (activity == whole) return true;
        }

        return false;
    }
}
