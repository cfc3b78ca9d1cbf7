using System.Diagnostics;
using OpenTelemetry;

namespace IssueAi.Telemetry;

/// <summary>
/// Cuts a table's row off the addresses on spans: its keys are made of callers' and issues' names, hashed, and tell the
/// same ones apart.
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
