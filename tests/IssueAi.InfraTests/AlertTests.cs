namespace IssueAi.InfraTests;

public sealed class AlertTests
{
    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task Alerts_OfAVariant_WatchErrorsTheModelAndItsSpeed(string variant)
    {
        var plan = await Infrastructure.PlanAsync(variant);

        var alerts = plan.Where(resource => resource.Type is "Microsoft.Insights/scheduledQueryRules" or "Microsoft.Insights/metricAlerts");

        Assert.Equal(
            ["exceptions", "first-token", "model-rate-limited", "server-errors"],
            alerts.Select(alert => alert.Name[..alert.Name.LastIndexOf('-')]).Order());
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
