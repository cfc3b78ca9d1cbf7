using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

public sealed class DevcontainerTests
{
    private static readonly JsonObject Container = JsonNode.Parse(Repository.Read(".devcontainer/devcontainer.json"))!.AsObject();

    private static readonly string[] Features = [.. Container["features"]!.AsObject().Select(feature => feature.Key)];

    [Fact]
    public void Image_OfTheContainer_HasTheSdkOfGlobalJson()
    {
        var version = $"{JsonNode.Parse(Repository.Read("global.json"))!["sdk"]!["version"]}";

        Assert.StartsWith($"mcr.microsoft.com/devcontainers/dotnet:1-{string.Join('.', version.Split('.')[..2])}-", $"{Container["image"]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Node_OfTheContainer_IsThatOfCi()
    {
        var node = Container["features"]!.AsObject().Single(feature => feature.Key.Contains("/features/node:", StringComparison.Ordinal)).Value!;

        Assert.Contains($"node-version: {node["version"]}", Repository.Read(".github/workflows/ci.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azd")]
    [InlineData("azure-cli")]
    [InlineData("powershell")]
    [InlineData("azure-functions-core-tools")]
    public void Tool_OfTheGuides_IsInTheContainer(string tool) =>
        Assert.Contains(Features, feature => feature.Contains($"/{tool}:", StringComparison.Ordinal));

    [Fact]
    public void Port_OfLocalHost_IsForwarded() => Assert.Equal("7071", $"{Assert.Single(Container["forwardPorts"]!.AsArray())}");
}
