namespace IssueAi.InfraTests;

public sealed class SecurityTests
{
    public static TheoryData<string, string, string> Switches => new()
    {
        { "Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false" },
        { "Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false" },
        { "Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true" },
        { "Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2" },
        { "Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "None" },
        { "Microsoft.CognitiveServices/accounts", "properties.disableLocalAuth", "true" },
        { "Microsoft.CognitiveServices/accounts/deployments", "properties.raiPolicyName", "issue-text" },
        { "Microsoft.CognitiveServices/accounts/raiPolicies", "name", "{account}/issue-text" },
        { "Microsoft.Insights/components", "properties.DisableLocalAuth", "true" },
        { "Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true" },
        { "Microsoft.OperationalInsights/workspaces", "properties.workspaceCapping.dailyQuotaGb", "1" },
        { "Microsoft.Web/sites", "properties.httpsOnly", "true" },
        { "Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2" },
        { "Microsoft.Web/sites", "properties.siteConfig.cors.supportCredentials", "false" },
        { "Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity" },
        { "Microsoft.Web/sites", "identity.type", "UserAssigned" },
        { "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false" },
    };

    [BicepTheory]
    [MemberData(nameof(Switches))]
    public async Task Switch_InEveryVariant_IsSet(string type, string path, string expected)
    {
        var isOfTheModel = type.StartsWith("Microsoft.CognitiveServices/", StringComparison.Ordinal);
        foreach (var variant in Infrastructure.Names.Where(name => !isOfTheModel || name != Infrastructure.Reuse))
        {
            var plan = await Infrastructure.PlanAsync(variant);
            var account = plan.SingleOrDefault(resource => resource.Type == "Microsoft.CognitiveServices/accounts")?.Name;

            var values = plan.Where(resource => resource.Type == type).Select(resource => $"{variant}: {resource[path]}").ToArray();

            Assert.NotEmpty(values);
            Assert.All(values, value => Assert.Equal($"{variant}: {expected.Replace("{account}", account, StringComparison.Ordinal)}", value));
        }
    }

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task BasicAuthentication_OfFtpAndDeployment_IsOff(string variant)
    {
        var plan = await Infrastructure.PlanAsync(variant);

        var policies = plan.Where(resource => resource.Type == "Microsoft.Web/sites/basicPublishingCredentialsPolicies");

        Assert.Equal(["ftp", "scm"], policies.Select(policy => policy.Name).Order());
    }

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task Cors_OfAVariant_HasNoWildcard(string variant)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");

        Assert.DoesNotContain("*", site["properties.siteConfig.cors.allowedOrigins"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [BicepTheory]
    [InlineData(Infrastructure.Default, "Enabled", "Allow")]
    [InlineData(Infrastructure.VNet, "Disabled", "Deny")]
    public async Task PublicNetwork_WithAVNet_IsClosed(string variant, string access, string action)
    {
        foreach (var type in new[] { "Microsoft.Storage/storageAccounts", "Microsoft.CognitiveServices/accounts" })
        {
            var resource = await Infrastructure.SingleAsync(variant, type);

            Assert.Equal((access, action), ($"{resource["properties.publicNetworkAccess"]}", $"{resource["properties.networkAcls.defaultAction"]}"));
        }
    }
}
