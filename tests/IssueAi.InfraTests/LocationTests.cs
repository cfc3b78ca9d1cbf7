using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

/// <summary>azd offers the regions with Flex Consumption and with quota for the model.</summary>
public sealed class LocationTests
{
    [BicepFact]
    public async Task Location_ThatAzdAsksFor_HasQuotaForTheDefaultModel()
    {
        var parameters = (await Infrastructure.Template)["parameters"]!;
        var azd = parameters["location"]!["metadata"]!["azd"]!;

        var usage = Assert.Single(azd["usageName"]!.AsArray());

        Assert.Equal("location", $"{azd["type"]}");
        Assert.Equal($"OpenAI.{Default("modelSku")}.{Default("modelName")}, {Default("modelCapacity")}", $"{usage}");

        JsonNode Default(string name) => parameters[name]!["defaultValue"]!;
    }

    [BicepFact]
    public async Task Location_ByDefault_IsAmongTheAllowedOnes()
    {
        var location = (await Infrastructure.Template)["parameters"]!["location"]!;
        var allowed = location["allowedValues"]!.AsArray().Select(region => $"{region}").ToArray();

        Assert.Contains($"{location["metadata"]!["azd"]!["default"]}", allowed);
        Assert.Equal(allowed.Order(StringComparer.Ordinal).Distinct(), allowed);
    }

    // Regions without Flex Consumption, from the list that docs/deploy.md names.
    [BicepTheory]
    [InlineData("polandcentral")]
    [InlineData("switzerlandnorth")]
    [InlineData("canadaeast")]
    public async Task Location_WithoutFlexConsumption_IsRefused(string region)
    {
        var location = (await Infrastructure.Template)["parameters"]!["location"]!;

        Assert.DoesNotContain(region, location["allowedValues"]!.AsArray().Select(allowed => $"{allowed}"));
    }
}
