using System.Text.RegularExpressions;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>Each test that a page names exists: pages name tests as evidence.</summary>
public sealed partial class TestNameTests
{
    private static readonly Dictionary<string, string> Sources = Directory
        .EnumerateFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .GroupBy(file => Path.GetFileNameWithoutExtension(file))
        .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)));

    [Fact]
    public void Test_OnAPage_Exists()
    {
        var named = MarkdownPage.All.SelectMany(page => Names().Matches(page.Text)).ToList();

        Assert.True(named.Count > 30, "The pages name tests in a form that this test doesn't recognize.");
        Assert.Empty(named.Where(name => !Exists(name.Groups["class"].Value, name.Groups["member"].Value)).Select(name => name.Value).Distinct());
    }

    // A name with an ellipsis at its end is a prefix.
    private static bool Exists(string type, string member) =>
        Sources.TryGetValue(type, out var source) && (member.Length == 0 || Regex.IsMatch(source, $"(Task|void) {member.Replace("…", @"\w+", StringComparison.Ordinal)}\\("));

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)(\.(?<member>\w+…?))?`")]
    private static partial Regex Names();
}
