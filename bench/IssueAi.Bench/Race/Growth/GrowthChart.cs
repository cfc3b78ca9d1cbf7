using System.Text;
using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Race.Growth;

/// <summary>Draws the growth of all contenders: three panels, one line per contender, both axes in powers of ten.</summary>
internal static class GrowthChart
{
    private const int PanelWidth = 300;
    private const int PanelHeight = 260;
    private const int Gap = 60;
    private const int Top = 50;
    private const int LegendRow = 22;
    private const int LegendColumns = 3;

    private static readonly string[] Colors = ["#6b7280", "#2563eb", "#7c3aed", "#d97706", "#16a34a", "#dc2626", "#0891b2"];

    public static string Draw(IReadOnlyList<GrowthPoint> points, IReadOnlyList<string> names)
    {
        var width = (3 * PanelWidth) + (4 * Gap);
        var height = Top + PanelHeight + 60 + (LegendRow * ((names.Count + LegendColumns - 1) / LegendColumns));
        var svg = new StringBuilder(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" font-size="12" fill="#111827" role="img" aria-label="Added latency, processor time and memory by the number of streams">
            <rect width="{width}" height="{height}" fill="#ffffff"/>

            """);
        Panel(svg, 0, "Added latency, p50 (ms)", points, names, point => point.LatencyMs);
        Panel(svg, 1, "CPU (% of a core)", points, names, point => point.CpuPercent);
        Panel(svg, 2, "Peak memory (MiB)", points, names, point => point.PeakMiB);
        Legend(svg, names);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(
        StringBuilder svg, int column, string title, IReadOnlyList<GrowthPoint> points, IReadOnlyList<string> names, Func<GrowthPoint, double> valueOf)
    {
        var drawn = points.Where(point => double.IsFinite(valueOf(point)) && valueOf(point) > 0).ToList();
        if (drawn.Count == 0) return;

        var left = Gap + (column * (PanelWidth + Gap));
        var x = LogScale.Over(drawn.Select(point => (double)point.Streams), left, left + PanelWidth);
        var y = LogScale.Over(drawn.Select(valueOf), Top + PanelHeight, Top);
        svg.Append(Numbers.Format, $"<text x=\"{left}\" y=\"{Top - 18}\" font-size=\"14\" font-weight=\"600\">{title}</text>\n");
        foreach (var tick in y.Ticks)
        {
            svg.Append(Numbers.Format, $"<line x1=\"{left}\" x2=\"{left + PanelWidth}\" y1=\"{y.At(tick):F1}\" y2=\"{y.At(tick):F1}\" stroke=\"#e5e7eb\"/>\n");
            svg.Append(Numbers.Format, $"<text x=\"{left - 6}\" y=\"{y.At(tick) + 4:F1}\" text-anchor=\"end\" fill=\"#4b5563\">{tick:#,0.###}</text>\n");
        }

        foreach (var streams in drawn.Select(point => point.Streams).Distinct())
            svg.Append(Numbers.Format, $"<text x=\"{x.At(streams):F1}\" y=\"{Top + PanelHeight + 18}\" text-anchor=\"middle\" fill=\"#4b5563\">{streams:N0}</text>\n");

        for (var at = 0; at < names.Count; at++) Line(svg, [.. drawn.Where(point => point.Contender == names[at])], Colors[at % Colors.Length], x, y, valueOf);
    }

    private static void Line(StringBuilder svg, IReadOnlyList<GrowthPoint> points, string color, LogScale x, LogScale y, Func<GrowthPoint, double> valueOf)
    {
        var places = points.Select(point => string.Create(Numbers.Format, $"{x.At(point.Streams):F1},{y.At(valueOf(point)):F1}")).ToList();
        svg.Append($"<polyline points=\"{string.Join(' ', places)}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");
        foreach (var point in points)
        {
            // A hollow dot marks a point at which some streams failed.
            var fill = point.Failed > 0 ? "#ffffff" : color;
            svg.Append(Numbers.Format, $"<circle cx=\"{x.At(point.Streams):F1}\" cy=\"{y.At(valueOf(point)):F1}\" r=\"3.5\" fill=\"{fill}\" stroke=\"{color}\" stroke-width=\"1.5\"/>\n");
        }
    }

    private static void Legend(StringBuilder svg, IReadOnlyList<string> names)
    {
        for (var at = 0; at < names.Count; at++)
        {
            var left = Gap + (at % LegendColumns * (PanelWidth + Gap));
            var top = Top + PanelHeight + 50 + (at / LegendColumns * LegendRow);
            svg.Append($"<rect x=\"{left}\" y=\"{top - 9}\" width=\"18\" height=\"4\" fill=\"{Colors[at % Colors.Length]}\"/>\n");
            svg.Append($"<text x=\"{left + 26}\" y=\"{top - 2}\">{names[at].Split('@')[0]}</text>\n");
        }
    }
}
