using System.Text.RegularExpressions;
using IssueAi.Tables;

namespace IssueAi.InfraTests;

public sealed class FunctionAppTests
{
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
        Assert.Equal("40", $"{site["properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount"]}");
        Assert.Equal(alwaysReady, site["properties.functionAppConfig.scaleAndConcurrency.alwaysReady"]!.ToJsonString());
    }

    // The default strategy, Recreate, ends running streams at once.
    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task UpdateStrategy_OfTheApp_LetsStreamsEnd(string variant)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");

        Assert.Equal("RollingUpdate", $"{site["properties.functionAppConfig.siteUpdateStrategy.type"]}");
    }

    [BicepFact]
    public async Task Tables_OfTheProduct_AreCreated()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Default);
        var created = plan.Where(resource => resource.Type.EndsWith("/tables", StringComparison.Ordinal)).Select(table => table.Name);

        var used = typeof(TableNames).GetFields().Select(field => $"{field.GetRawConstantValue()}");

        Assert.Subset(created.ToHashSet(), used.ToHashSet());
    }
}
