using System.Reflection;
using System.Text.RegularExpressions;
using IssueAi.Telemetry;
using IssueAi.Tests.Shared;

namespace IssueAi.InfraTests;

/// <summary>docs/runbook.md has a section for each alert and each metric of the workbook, with queries that use existing names.</summary>
public sealed partial class RunbookTests
{
    private static readonly MarkdownPage Runbook = new("docs/runbook.md");

    private static readonly string[] Tables = ["availabilityResults", "customMetrics", "dependencies", "exceptions", "requests", "traces"];

    private static string[] Queries => [.. Runbook.CodeOf("kusto")];

    [BicepFact]
    public async Task Alert_OfTheTemplate_HasASectionWithQueryActionAndEscalation()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Ci);
        var alerts = plan.Where(resource => resource.Type is "Microsoft.Insights/scheduledQueryRules" or "Microsoft.Insights/metricAlerts")
            .Select(alert => alert.Name[..alert.Name.LastIndexOf('-')])
            .Concat(plan.Where(resource => resource.Type == "Microsoft.Consumption/budgets").Select(_ => "budget"))
            .ToArray();

        Assert.Equal(6, alerts.Length);
        Assert.All(alerts, alert => Assert.All(
            ["- **Fires** ", "- **Means** ", "```kusto", "- **Do**", "- **Escalate** "],
            part => Assert.Contains(part, Runbook.Section($"### `{alert}`") ?? $"no section for {alert}", StringComparison.Ordinal)));
    }

    // The mail's text helps readers to find the section.
    [BicepFact]
    public async Task Alert_OfTheTemplate_IsListedByTheTextOfItsMail()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Ci);
        var listed = MarkdownPage.RowsOf(Runbook.Section("## Alerts")!.Split("\n### ")[0]).Select(row => row[0]).ToArray();

        var texts = plan.Where(resource => resource.Type == "Microsoft.Insights/scheduledQueryRules").Select(alert => $"{alert["properties.displayName"]}")
            .Concat(plan.Where(resource => resource.Type == "Microsoft.Insights/metricAlerts").Select(alert => $"{alert["properties.description"]}"));

        Assert.Empty(texts.Except(listed));
    }

    [Fact]
    public void Metric_OfTheWorkbook_HasASection() =>
        Assert.All(MetricNames.Metrics, metric => Assert.NotNull(Runbook.Section($"### `{metric}`")));

    [Fact]
    public void Query_OfTheRunbook_StartsWithATableOfApplicationInsights() =>
        Assert.All(Queries, query => Assert.Contains(query.Split('\n')[0], Tables));

    [Fact]
    public void Query_OfTheRunbook_UsesMetricsAndAttributesOfTheProduct()
    {
        Assert.Empty(Named(Metrics()).Except(ConstantsOf(typeof(TelemetryNames))));
        Assert.Empty(Named(Attributes()).Except(ConstantsOf(typeof(TelemetryNames.Attributes))));
    }

    private static string[] Named(Regex pattern)
    {
        var names = Queries.SelectMany(query => pattern.Matches(query).Select(match => match.Groups[1].Value)).ToArray();
        Assert.NotEmpty(names);
        return names;
    }

    private static IEnumerable<string> ConstantsOf(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    // Metric names contain dots, and aren't in brackets.
    [GeneratedRegex("""(?<!\[)"((?:gen_ai|issueai)\.[a-z_.]+)"(?!\])""")]
    private static partial Regex Metrics();

    [GeneratedRegex("""customDimensions\["([^"]+)"\]""")]
    private static partial Regex Attributes();
}
