namespace IssueAi.InfraTests;

public sealed class NetworkTests
{
    [BicepFact]
    public async Task PrivateEndpoints_OfTheVNet_ReachBlobsTablesAndTheModel()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.VNet);

        var groups = plan
            .Where(resource => resource.Type == "Microsoft.Network/privateEndpoints")
            .Select(endpoint => $"{endpoint["properties.privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]}");

        Assert.Equal(["account", "blob", "table"], groups.Order());
    }

    // The OpenAI surface has a separate name; without its zone the app would resolve a public address that refuses connections.
    [BicepFact]
    public async Task DnsZones_OfTheModelsEndpoint_AreThoseOfAFoundryAccount()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.VNet);
        string[] expected = ["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com", "privatelink.services.ai.azure.com"];

        var zones = plan.Where(resource => resource.Type == "Microsoft.Network/privateDnsZones").Select(zone => zone.Name).ToArray();
        var links = plan.Where(resource => resource.Type == "Microsoft.Network/privateDnsZones/virtualNetworkLinks").Select(link => link.Id).ToArray();
        var records = plan.Single(resource => resource.Id.Contains("/pep-model-", StringComparison.Ordinal) && resource.Type.EndsWith("/privateDnsZoneGroups", StringComparison.Ordinal));

        Assert.Subset(zones.ToHashSet(), expected.ToHashSet());
        Assert.Equal(zones.Length, links.Length);
        Assert.All(expected, zone => Assert.Contains(links, link => link.Contains($"/privateDnsZones/{zone}/virtualNetworkLinks/", StringComparison.Ordinal)));
        Assert.Equal(
            expected,
            records["properties.privateDnsZoneConfigs"]!.AsArray().Select(config => $"{config!["properties"]!["privateDnsZoneId"]}".Split('/')[^1]).Order());
    }
}
