using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IssueAi.Telemetry;

/// <summary>The spans of this product, and the way of a caller's trace through it.</summary>
internal static class Tracing
{
    public static ActivitySource Source { get; } = new(TelemetryNames.Source);

    /// <summary>
    /// Has what follows in the calling method belong to the caller's trace. On the Functions worker a function runs outside
    /// of its request, and where nobody listens it has no activity at all: then the model would never hear of the trace.
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

    /// <summary>Writes on the request's span what it is about.</summary>
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
