namespace IssueAi.InfraTests;

public sealed class ModelTests
{
    // The retirement schedule of 2 September 2026 lists each as legacy, deprecated, or retiring within nine months.
    private static readonly string[] OnTheirWayOut =
        ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5.1", "gpt-5.2"];

    [BicepTheory]
    [MemberData(nameof(Infrastructure.VariantsWithAModel), MemberType = typeof(Infrastructure))]
    public async Task Account_OfAVariant_IsAFoundryAccount(string variant)
    {
        var account = await Infrastructure.SingleAsync(variant, "Microsoft.CognitiveServices/accounts");

        Assert.Equal(("AIServices", account.Name), ($"{account["kind"]}", $"{account["properties.customSubDomainName"]}"));
    }

    [BicepFact]
    public async Task Endpoint_ThatTheAppCalls_IsTheAccountsOpenAISurface()
    {
        var account = await Infrastructure.SingleAsync(Infrastructure.Default, "Microsoft.CognitiveServices/accounts");
        var outputs = (await Infrastructure.SnapshotAsync(Infrastructure.Default))["outputs"]!;

        Assert.Equal($"https://{account.Name}.openai.azure.com/", $"{outputs["AZURE_OPENAI_ENDPOINT"]}");
        Assert.Equal($"https://{account.Name}.services.ai.azure.com/", $"{outputs["AZURE_FOUNDRY_ENDPOINT"]}");
        Assert.Equal($"{outputs["AZURE_OPENAI_ENDPOINT"]}", await ReadSettingAsync(Infrastructure.Default, "AzureOpenAI__Endpoint"));
    }

    [BicepFact]
    public async Task Model_ByDefault_StaysForTheNextNineMonths()
    {
        var template = await Infrastructure.Template;

        Assert.DoesNotContain($"{template["parameters"]!["modelName"]!["defaultValue"]}", OnTheirWayOut);
    }

    [BicepFact]
    public async Task Fallback_WhereOneIsAskedFor_IsASecondDeployment()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Ci);

        var deployments = plan.Where(resource => resource.Type == "Microsoft.CognitiveServices/accounts/deployments");

        Assert.Equal(["gpt-5.4-mini", "gpt-5.4-nano-fallback"], deployments.Select(deployment => deployment.Name));
    }

    [BicepTheory]
    [InlineData("Jailbreak", "Prompt")]
    [InlineData("Indirect Attack", "Prompt")]
    [InlineData("Protected Material Text", "Completion")]
    public async Task ContentFilter_OfTheDeployments_Blocks(string name, string source)
    {
        var policy = await Infrastructure.SingleAsync(Infrastructure.Default, "Microsoft.CognitiveServices/accounts/raiPolicies");

        var filter = policy["properties.contentFilters"]!.AsArray().Single(filter => $"{filter!["name"]}" == name)!;

        Assert.Equal((source, "true", "true"), ($"{filter["source"]}", $"{filter["enabled"]}", $"{filter["blocking"]}"));
    }

    [BicepFact]
    public async Task Account_ThatIsReused_IsLeftAsItIsAndCalled()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Reuse);

        var made = plan.Where(resource => resource.Type.StartsWith("Microsoft.CognitiveServices/", StringComparison.Ordinal));

        Assert.Empty(made);
        Assert.Equal("chat", await ReadSettingAsync(Infrastructure.Reuse, "AzureOpenAI__Deployment"));
        Assert.Equal("chat-eu, chat-us", await ReadSettingAsync(Infrastructure.Reuse, "AzureOpenAI__FallbackDeployments"));
        Assert.Contains("accounts/shared-models'", await ReadSettingAsync(Infrastructure.Reuse, "AzureOpenAI__Endpoint"), StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Account_ThatIsReused_GetsTheAppsRole()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Reuse);

        var scopes = plan.Where(resource => resource.Id.Contains("/accounts/shared-models/providers/Microsoft.Authorization/roleAssignments/", StringComparison.Ordinal));

        Assert.Equal(2, scopes.Count(scope => scope.Id.Contains("/resourceGroups/rg-shared/", StringComparison.Ordinal)));
    }

    [BicepFact]
    public async Task Account_ThatIsReusedWithoutADeployment_IsRefused()
    {
        await Infrastructure.AddVariantAsync(
            "no-deployment.bicepparam",
            """
            using '../main.bicep'
            param environmentName = 'sample'
            param location = 'swedencentral'
            param existingModelAccountName = 'shared-models'
            """);

        var run = await Infrastructure.TrySnapshotAsync("no-deployment.bicepparam");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("existingModelDeployment must name a deployment", run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> ReadSettingAsync(string variant, string name)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");
        return $"{site["properties.siteConfig.appSettings"]!.AsArray().Single(setting => $"{setting!["name"]}" == name)!["value"]}";
    }
}
