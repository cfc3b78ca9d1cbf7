using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>Each link of a page to another page, a heading or a file has an existing target.</summary>
public sealed class LinkTests
{
    private static readonly Dictionary<string, MarkdownPage> Pages = MarkdownPage.All.ToDictionary(page => page.Path);

    public static TheoryData<string> Paths => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Link_OfAPage_LeadsToAFileOrAHeading(string path) =>
        Assert.Empty(from link in Pages[path].RelativeLinks.Distinct() where !LeadsSomewhere(path, link) select link);

    [Fact]
    public void Pages_OfTheDocumentation_AreFound() =>
        Assert.Superset(new HashSet<string> { "README.md", "CHANGELOG.md", "docs/api.md", "docs/decisions/0001-response-log.md", "src/ModelSimulator/README.md" }, Pages.Keys.ToHashSet());

    private static bool LeadsSomewhere(string from, string link)
    {
        var parts = Uri.UnescapeDataString(link).Split('#', 2);
        var target = parts[0].Length == 0 ? from : Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(from)!, parts[0])).Replace('\\', '/');
        var path = Repository.PathOf(target);
        return parts.Length == 1 ? File.Exists(path) || Directory.Exists(path) : Pages.TryGetValue(target, out var page) && page.Anchors.Contains(parts[1]);
    }
}
