using System.Text.RegularExpressions;
using IssueAi.Tables;

namespace IssueAi.InfraTests;

public sealed class FunctionAppTests
{
    // Each is retired, or announced to be before long.
    private static readonly string[] Gone = ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5.2"];

    [BicepFact]
    public async Task Runtime_OfTheApp_IsTheOneTheCodeIsBuiltFor()
    {
        var site = await Infrastructure.SingleAsync(Infrastructure.Default, "Microsoft.Web/sites");
        var target = Regex.Match(Repository.Read("Directory.Build.props"), "<TargetFramework>net([0-9.]+)<").Groups[1].Value;

        Assert.Equal("dotnet-isolated", $"{site["properties.functionAppConfig.runtime.name"]}");
        Assert.Equal(target, $"{site["properties.functionAppConfig.runtime.version"]}");
    }

    [BicepTheory]
    [InlineData(Infrastructure.Default, "[]")]
    [InlineData(Infrastructure.VNet, """[{"name":"http","instanceCount":1}]""")]
    public async Task Scale_OfTheApp_IsBounded(string variant, string alwaysReady)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");
        var plan = await Infrastructure.SingleAsync(variant, "Microsoft.Web/serverfarms");

        Assert.Equal("FC1", $"{plan["sku.name"]}");
        Assert.Equal("10", $"{site["properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount"]}");
        Assert.Equal(alwaysReady, site["properties.functionAppConfig.scaleAndConcurrency.alwaysReady"]!.ToJsonString());
    }

    [BicepFact]
    public async Task Tables_OfTheProduct_AreCreated()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Default);
        var created = plan.Where(resource => resource.Type.EndsWith("/tables", StringComparison.Ordinal)).Select(table => table.Name);

        var used = typeof(TableNames).GetFields().Select(field => $"{field.GetRawConstantValue()}");

        Assert.Subset(created.ToHashSet(), used.ToHashSet());
    }

    [BicepFact]
    public async Task Model_ByDefault_IsNotOneThatIsGone()
    {
        var template = await Infrastructure.Template;

        Assert.DoesNotContain($"{template["parameters"]!["modelName"]!["defaultValue"]}", Gone);
    }

    [BicepFact]
    public async Task Fallback_WhereOneIsAskedFor_IsASecondDeployment()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Ci);

        var deployments = plan.Where(resource => resource.Type == "Microsoft.CognitiveServices/accounts/deployments");

        Assert.Equal(["gpt-5.4-mini", "gpt-5.4-nano-fallback"], deployments.Select(deployment => deployment.Name));
    }
}
