using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IssueAi.Telemetry;

namespace IssueAi.InfraTests;

public sealed partial class WorkbookTests
{
    private static readonly string[] Tables = ["customMetrics", "dependencies", "requests"];

    private static readonly JsonObject Workbook = JsonNode.Parse(Repository.Read("infra/app/workbook.json"))!.AsObject();

    private static JsonNode[] Contents => [.. Workbook["items"]!.AsArray().Select(item => item!["content"]!)];

    private static string[] Queries => [.. Contents.Select(content => content["query"]).OfType<JsonNode>().Select(query => $"{query}")];

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task Workbook_OfAVariant_AsksItsApplicationInsights(string variant)
    {
        var component = await Infrastructure.SingleAsync(variant, "Microsoft.Insights/components");
        var workbook = await Infrastructure.SingleAsync(variant, "Microsoft.Insights/workbooks");

        var deployed = JsonNode.Parse($"{workbook["properties.serializedData"]}")!.AsObject();

        Assert.Equal("shared", $"{workbook["kind"]}");
        Assert.Equal(component.Id, $"{workbook["properties.sourceId"]}");
        Assert.Equal(component.Id, $"{Assert.Single(deployed["fallbackResourceIds"]!.AsArray())}");
        Assert.True(deployed.Remove("fallbackResourceIds"));
        Assert.True(JsonNode.DeepEquals(Workbook, deployed), "the deployed workbook differs from infra/app/workbook.json");
    }

    [Fact]
    public void Sections_OfTheWorkbook_AreTheFourTopics() => Assert.Equal(
        ["Latency", "Confidence", "Cost", "Rate limits"],
        Contents.Select(content => Heading().Match($"{content["json"]}")).Where(heading => heading.Success).Select(heading => heading.Groups[1].Value));

    [Fact]
    public void Query_OfTheWorkbook_StartsWithATableOfApplicationInsights() =>
        Assert.All(Queries, query => Assert.Contains(query.Split('\n')[0], Tables));

    [Fact]
    public void Query_OfTheWorkbook_IsBoundToTheChosenTime() => Assert.All(
        Contents.Where(content => content["query"] is not null), content => Assert.Equal("TimeRange", $"{content["timeContextFromParameter"]}"));

    [Fact]
    public void Queries_OfTheWorkbook_ShowEveryMetricAndNoOther() =>
        Assert.Equal(MetricNames.Metrics, Queries.SelectMany(MetricsIn).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Metric_OfTheWorkbook_IsWhatTheProductMeasures()
    {
        Assert.Empty(MetricNames.Metrics.Except(ConstantsOf(typeof(TelemetryNames))));
        Assert.Empty(MetricNames.Attributes.Except(ConstantsOf(typeof(TelemetryNames.Attributes))));
    }

    [Fact]
    public void Query_OfTheWorkbook_UsesAttributesThatTheMetricsHave() =>
        Assert.Empty(Queries.SelectMany(query => Attributes().Matches(query).Select(match => match.Groups[1].Value)).Except(MetricNames.Attributes));

    [Fact]
    public void Query_OfTheWorkbook_UsesParametersThatItHas()
    {
        var declared = Contents.SelectMany(content => content["parameters"]?.AsArray() ?? []).Select(parameter => $"{parameter!["name"]}").ToArray();

        var used = Queries.SelectMany(query => Parameters().Matches(query)).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(["InputPrice", "OutputPrice", "TimeRange"], declared.Order());
        Assert.Equal(declared.Order(), used.Order());
    }

    [Fact]
    public void Item_OfTheWorkbook_HasItsOwnName()
    {
        var names = Workbook["items"]!.AsArray().Select(item => $"{item!["name"]}").ToArray();

        Assert.Equal(names.Distinct(), names);
    }

    [BicepFact]
    public async Task FirstTokenAlert_InSeconds_AsksTheMetricOfTheWorkbook()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Default);
        var alert = Assert.Single(plan, resource => resource.Name.StartsWith("first-token-", StringComparison.Ordinal));

        var criterion = Assert.Single(alert["properties.criteria.allOf"]!.AsArray())!;

        Assert.Equal(["gen_ai.client.operation.time_to_first_chunk"], MetricsIn($"{criterion["query"]}"));
        Assert.Equal(5, (int)criterion["threshold"]!);
    }

    private static IEnumerable<string> ConstantsOf(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> MetricsIn(string query) =>
        NameFilters().Matches(query).SelectMany(filter => Literals().Matches(filter.Value)).Select(literal => literal.Groups[1].Value);

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // Matches name == "a" and name in ("a", "b"); the workspace's own tables call the column Name.
    [GeneratedRegex("""\b[Nn]ame (==|in) (\([^)]*\)|"[^"]*")""")]
    private static partial Regex NameFilters();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literals();

    [GeneratedRegex("""customDimensions\["([^"]+)"\]""")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\{(\w+)(:\w+)?\}")]
    private static partial Regex Parameters();
}
