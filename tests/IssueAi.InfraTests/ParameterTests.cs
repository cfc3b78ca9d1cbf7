using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IssueAi.InfraTests;

public sealed partial class ParameterTests
{
    private static JsonObject FromFile => JsonNode.Parse(Repository.Read("infra/main.parameters.json"))!["parameters"]!.AsObject();

    [BicepFact]
    public async Task Parameter_OfTheFile_IsDeclared()
    {
        var declared = await ReadDeclaredAsync();

        Assert.Empty(FromFile.Select(parameter => parameter.Key).Except(declared.Select(parameter => parameter.Key)));
    }

    [BicepFact]
    public async Task Parameter_WithoutADefault_IsInTheFile()
    {
        var declared = await ReadDeclaredAsync();

        var required = declared.Where(parameter => parameter.Value!["defaultValue"] is null).Select(parameter => parameter.Key);

        Assert.Empty(required.Except(FromFile.Select(parameter => parameter.Key)));
    }

    [BicepFact]
    public async Task Parameter_WithADefaultInTheFile_HasTheSameInTheTemplate()
    {
        var declared = await ReadDeclaredAsync();

        foreach (var (name, parameter) in FromFile)
        {
            if (DefaultOfVariable().Match($"{parameter!["value"]}") is not { Success: true } match) continue;

            Assert.Equal((name, $"{declared[name]!["defaultValue"]}"), (name, match.Groups[1].Value));
        }
    }

    [BicepFact]
    public async Task Parameter_OfTheTemplate_IsDescribed()
    {
        var declared = await ReadDeclaredAsync();

        Assert.All(declared, parameter => Assert.False(string.IsNullOrEmpty($"{parameter.Value!["metadata"]?["description"]}"), parameter.Key));
    }

    // azd sets the variables that begin with AZURE_.
    [Fact]
    public void Variable_OfTheFile_IsInTheGuide()
    {
        var guide = Repository.Read("docs/deploy.md");

        var variables = Variables().Matches(Repository.Read("infra/main.parameters.json")).Select(match => match.Groups[1].Value);

        Assert.All(variables.Where(name => !name.StartsWith("AZURE_", StringComparison.Ordinal)), name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    private static async Task<JsonObject> ReadDeclaredAsync() => (await Infrastructure.Template)["parameters"]!.AsObject();

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variables();

    [GeneratedRegex(@"^\$\{\w+=(.*)\}$")]
    private static partial Regex DefaultOfVariable();
}
