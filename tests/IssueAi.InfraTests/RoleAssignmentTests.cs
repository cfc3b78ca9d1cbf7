namespace IssueAi.InfraTests;

public sealed class RoleAssignmentTests
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string OpenAIUser = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private static readonly string[] OfTheApp =
    [
        $"app ServicePrincipal {BlobDataOwner} on storageAccounts",
        $"app ServicePrincipal {TableDataContributor} on storageAccounts",
        $"app ServicePrincipal {OpenAIUser} on accounts",
        $"app ServicePrincipal {MetricsPublisher} on components",
    ];

    public static TheoryData<string, string[]> Expected => new()
    {
        { Infrastructure.Default, [.. OfTheApp, .. OfADeveloper("User")] },
        { Infrastructure.Ci, [.. OfTheApp, .. OfADeveloper("ServicePrincipal")] },
        { Infrastructure.VNet, OfTheApp },
        { Infrastructure.NoWeb, OfTheApp },
        { Infrastructure.Reuse, [.. OfTheApp, .. OfADeveloper("User")] },
    };

    [BicepTheory]
    [MemberData(nameof(Expected))]
    public async Task RoleAssignments_OfAVariant_AreExactlyThese(string variant, string[] expected)
    {
        var plan = await Infrastructure.PlanAsync(variant);

        var assignments = plan.Where(resource => resource.Type == "Microsoft.Authorization/roleAssignments").Select(Describe);

        Assert.Equal(expected.Order(), assignments.Order());
    }

    [BicepFact]
    public async Task RoleAssignments_OfTheApp_ArePartOfWhatItWaitsFor()
    {
        var template = await Infrastructure.Template;

        Assert.Subset(
            template["resources"]!["api"]!["dependsOn"]!.AsArray().Select(name => $"{name}").ToHashSet(),
            new HashSet<string> { "appAccess", "appModelAccess" });
    }

    private static string[] OfADeveloper(string type) =>
    [
        $"developer {type} {TableDataContributor} on storageAccounts",
        $"developer {type} {OpenAIUser} on accounts",
    ];

    private static string Describe(PlannedResource assignment)
    {
        var principal = $"{assignment["properties.principalId"]}";
        var holder = principal.StartsWith("[reference(", StringComparison.Ordinal) ? "app" : "developer";
        var role = $"{assignment["properties.roleDefinitionId"]}".Split('/')[^1];
        var scope = assignment.Id.Split("/providers/")[^2].Split('/')[^2];
        return $"{holder} {assignment["properties.principalType"]} {role} on {scope}";
    }
}
