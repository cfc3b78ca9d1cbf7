namespace IssueAi.InfraTests;

public sealed class AlertTests
{
    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task Alerts_OfAVariant_WatchErrorsTheModelAndItsSpeed(string variant)
    {
        var plan = await Infrastructure.PlanAsync(variant);

        var alerts = plan.Where(resource => resource.Type is "Microsoft.Insights/scheduledQueryRules" or "Microsoft.Insights/metricAlerts");

        string[] always = ["exceptions", "first-token", "model-rate-limited", "server-errors"];
        Assert.Equal(
            variant == Infrastructure.Ci ? ["availability", .. always] : always,
            alerts.Select(alert => alert.Name[..alert.Name.LastIndexOf('-')]).Order());
    }

    [BicepFact]
    public async Task AvailabilityTest_WhereAskedFor_CallsTheHealthCheckAndTellsOfTwoFailures()
    {
        var test = await Infrastructure.SingleAsync(Infrastructure.Ci, "Microsoft.Insights/webtests");
        var plan = await Infrastructure.PlanAsync(Infrastructure.Ci);
        var alert = plan.Single(resource => resource.Name.StartsWith("availability-", StringComparison.Ordinal));
        var component = plan.Single(resource => resource.Type == "Microsoft.Insights/components");

        Assert.Contains("/api/health", $"{test["properties.Request.RequestUrl"]}", StringComparison.Ordinal);
        Assert.Equal(3, test["properties.Locations"]!.AsArray().Count);
        Assert.Equal("Resource", $"{test["tags"]![$"hidden-link:{component.Id}"]}");
        Assert.Equal((test.Id, "2"), ($"{alert["properties.criteria.webTestId"]}", $"{alert["properties.criteria.failedLocationCount"]}"));
        Assert.NotEmpty(alert["properties.actions"]!.AsArray());
    }

    [BicepFact]
    public async Task RateLimitedAlert_OfAReusedAccount_WatchesThatAccount()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Reuse);

        var alert = plan.Single(resource => resource.Name.StartsWith("model-rate-limited-", StringComparison.Ordinal));

        Assert.EndsWith(
            "/resourceGroups/rg-shared/providers/Microsoft.CognitiveServices/accounts/shared-models",
            $"{Assert.Single(alert["properties.scopes"]!.AsArray())}",
            StringComparison.Ordinal);
    }

    [BicepTheory]
    [InlineData(Infrastructure.Default, 0)]
    [InlineData(Infrastructure.Ci, 1)]
    public async Task Budget_OfAVariant_IsThereWhenAskedFor(string variant, int expected)
    {
        var plan = await Infrastructure.PlanAsync(variant);

        Assert.Equal(expected, plan.Count(resource => resource.Type == "Microsoft.Consumption/budgets"));
        Assert.Equal(expected, plan.Count(resource => resource.Type == "Microsoft.Insights/actionGroups"));
    }

    [BicepFact]
    public async Task Diagnostics_OfTablesModelAndApp_GoToTheWorkspace()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Default);

        var settings = plan.Where(resource => resource.Type == "Microsoft.Insights/diagnosticSettings").ToArray();

        Assert.Equal(["accounts", "sites", "tableServices"], settings.Select(setting => setting.Id.Split("/providers/")[^2].Split('/')[^2]).Order());
        Assert.All(settings, setting => Assert.Contains("/workspaces/", $"{setting["properties.workspaceId"]}", StringComparison.Ordinal));
    }
}
