namespace IssueAi.InfraTests;

public sealed class WebTests
{
    [BicepTheory]
    [InlineData(Infrastructure.Default, "Free")]
    [InlineData(Infrastructure.Ci, "Standard")]
    public async Task StaticSite_OfAVariant_HasThePlanAskedFor(string variant, string sku)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/staticSites");

        Assert.Equal((sku, sku), ($"{site["sku.name"]}", $"{site["sku.tier"]}"));
    }

    [BicepTheory]
    [InlineData(Infrastructure.Default, true)]
    [InlineData(Infrastructure.NoWeb, false)]
    public async Task StaticSite_OfAVariant_IsThereAndMayCallTheAppUnlessLeftOut(string variant, bool expected)
    {
        var plan = await Infrastructure.PlanAsync(variant);
        var app = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");

        var origins = app["properties.siteConfig.cors.allowedOrigins"]!.ToJsonString();

        Assert.Equal(expected, plan.Any(resource => resource.Type == "Microsoft.Web/staticSites"));
        Assert.Equal(expected, origins.Contains(".outputs.uri.value", StringComparison.Ordinal));
    }
}
