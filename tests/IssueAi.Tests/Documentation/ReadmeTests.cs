using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>The README is short, complete, and agrees with the pinned versions of the tools.</summary>
public sealed class ReadmeTests
{
    private const int MostLines = 120;

    private static readonly MarkdownPage Readme = new("README.md");

    [Fact]
    public void Readme_IsShort() => Assert.InRange(Readme.Text.TrimEnd().Split('\n').Length, 1, MostLines);

    [Fact]
    public void Index_OfTheReadme_NamesEveryPageOfTheDocumentation()
    {
        var pages = MarkdownPage.All.Select(page => page.Path).Where(path => Path.GetDirectoryName(path) == "docs");

        Assert.Empty(pages.Except(Readme.RelativeLinks.Select(link => link.Split('#')[0])));
    }

    [Fact]
    public void Sdk_OfTheReadme_IsThatOfGlobalJson()
    {
        var version = $"{JsonNode.Parse(Repository.Read("global.json"))!["sdk"]!["version"]}";

        Assert.Contains($".NET {version.Split('.')[0]} SDK", Readme.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Node_OfTheReadme_IsThatOfTheToolsAndOfCi()
    {
        var stated = Regex.Match(Readme.Prose, @"Node\.js (\d+) or later").Groups[1].Value;

        Assert.Equal($">={stated}", $"{JsonNode.Parse(Repository.Read("package.json"))!["engines"]!["node"]}");
        Assert.Contains($"node-version: {stated}", Repository.Read(".github/workflows/ci.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**IssueAi** without storage", 3)]
    [InlineData("**IssueAi** with cache, history and limits, Azurite on the same two cores", 4)]
    [InlineData("**IssueAi** with cache, history and limits, on tables that cost nothing", 5)]
    [InlineData("**IssueAi** as a function app, without storage", 10)]
    [InlineData("a function app of 30 lines", 12)]
    public void Speed_OfTheReadme_IsTheMeasuredOne(string route, int column)
    {
        var measured = MarkdownPage.RowsOf(new MarkdownPage("docs/performance.md").Section("### Beside the others")!).ToList();
        var stated = MarkdownPage.RowsOf(Readme.Section("## Speed")!).Single(row => row[0] == route)[1..];

        Assert.Equal(
            [RatioOf("S1", "time to first event, p50"), RatioOf("S2", "CPU per event"), RatioOf("S3", "events per second")],
            stated.Select(cell => cell.Trim('*')));

        string RatioOf(string scenario, string figure) => measured.Single(row => row[0] == scenario && row[1] == figure)[column].Split('×')[1].Trim();
    }

    // Other pages link to the README instead.
    [Fact]
    public void Node_OnOtherPages_IsNotStatedAgain() => Assert.Empty(
        from page in MarkdownPage.All
        where page.Path != Readme.Path && page.Path != "CHANGELOG.md"
        where Regex.IsMatch(page.Prose, @"Node(\.js)? \d")
        select page.Path);
}
