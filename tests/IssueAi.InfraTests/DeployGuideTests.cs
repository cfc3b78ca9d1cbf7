using System.Text.RegularExpressions;

namespace IssueAi.InfraTests;

/// <summary>docs/deploy.md agrees with the template where it repeats it, and names a source for each fact about Azure.</summary>
public sealed partial class DeployGuideTests
{
    private static readonly string Guide = Repository.Read("docs/deploy.md");

    [Fact]
    public void Default_OfAVariable_IsTheParametersOwn()
    {
        var documented = RowsOf("Settings").ToDictionary(row => row[0].Trim('`'), row => row[1]);
        var parameters = Parameters().Matches(Repository.Read("infra/main.parameters.json")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.All(parameters.Where(parameter => parameter.Value.Length > 0 && documented.ContainsKey(parameter.Key)), parameter =>
            Assert.Equal((parameter.Key, parameter.Value), (parameter.Key, documented[parameter.Key].Trim('`'))));
        Assert.All(documented.Where(variable => variable.Value == "none"), variable => Assert.Equal("", parameters.GetValueOrDefault(variable.Key, "")));
    }

    [Fact]
    public void Fact_OfThePlatform_HasASourceAndADate()
    {
        var facts = RowsOf("Facts and sources").ToArray();

        Assert.NotEmpty(facts);
        Assert.All(facts, fact => Assert.True(fact.Length == 3 && fact[1].Length > 0, string.Join(" | ", fact)));
        Assert.All(facts, fact => Assert.Matches(@"^(before )?(\d{1,2} )?[A-Z][a-z]+ 20\d\d$", fact[2]));
    }

    [BicepFact]
    public async Task Model_ByDefault_IsTheFirstOfTheGuide()
    {
        var parameters = (await Infrastructure.Template)["parameters"]!;

        var first = RowsOf("Choosing a model").First();

        Assert.Equal(
            [$"`{parameters["modelName"]!["defaultValue"]}`", $"`{parameters["modelVersion"]!["defaultValue"]}`", $"`{parameters["modelSku"]!["defaultValue"]}`"],
            first[1..4]);
    }

    [Fact]
    public void Link_WithinTheGuide_LeadsToAHeading()
    {
        var headings = Headings().Matches(Guide).Select(match => match.Groups[1].Value.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace(' ', '-')).ToHashSet();

        Assert.All(Links().Matches(Guide).Select(match => match.Groups[1].Value), link => Assert.Contains(link, headings));
    }

    /// <summary>Returns the cells of the first table below a heading.</summary>
    private static IEnumerable<string[]> RowsOf(string heading) => Guide
        .Split($"## {heading}\n")[1].Split('\n')
        .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"\$\{(\w+)(?:=([^}]*))?\}")]
    private static partial Regex Parameters();

    [GeneratedRegex("^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Links();
}
