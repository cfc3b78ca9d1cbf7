using System.Diagnostics;
using OpenTelemetry;

namespace IssueAi.Telemetry;

/// <summary>
/// Cuts a table's row off the URLs on spans: its keys are hashes of callers' and issues' names, which would make them
/// distinguishable.
/// </summary>
internal sealed class UrlTrimmer : BaseProcessor<Activity>
{
    private const string Url = "url.full";

    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Client || data.GetTagItem(Url) is not string url) return;
        if (url.IndexOf('(', StringComparison.Ordinal) is var keys and > 0) data.SetTag(Url, url[..keys]);
    }
}
