using System.Text.RegularExpressions;

namespace IssueAi.InfraTests;

public sealed partial class AzureYamlTests
{
    private static string Text => Repository.Read("azure.yaml");

    [Fact]
    public void Path_OfAServiceOrHook_Exists()
    {
        var paths = Paths().Matches(Text).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(3, paths.Length);
        Assert.All(paths, path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{path} isn't there"));
    }

    [Fact]
    public void RequiredVersion_OfAzd_IsAskedFor() => Assert.Contains("azd: \">= 1.24.0\"", Text, StringComparison.Ordinal);

    // The demo page's resource is in the template before the page is: azd fails on a service whose folder is missing.
    [BicepFact]
    public async Task Services_OfTheFile_AreTheTaggedResourcesThatHaveCode()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Default);

        var tagged = plan.Select(resource => $"{resource["tags.azd-service-name"]}").Where(name => name.Length > 0);

        Assert.Equal(
            tagged.Where(name => name != "web" || Directory.Exists(Repository.PathOf("web"))).Order(),
            Services().Matches(Text).Select(match => match.Groups[1].Value).Order());
    }

    [BicepTheory]
    [InlineData(Infrastructure.Default, true)]
    [InlineData(Infrastructure.NoWeb, false)]
    public async Task StaticSite_OfAVariant_IsThereUnlessLeftOut(string variant, bool expected)
    {
        var plan = await Infrastructure.PlanAsync(variant);

        Assert.Equal(expected, plan.Any(resource => resource.Type == "Microsoft.Web/staticSites"));
    }

    [GeneratedRegex(@"^ +(?:project|run): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Paths();

    [GeneratedRegex(@"^  (\w+):\n    project:", RegexOptions.Multiline)]
    private static partial Regex Services();
}
