using System.Text.RegularExpressions;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>The versions on the pages are the pinned versions.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("docs/performance.md", "YARP ([0-9.]+[0-9])", "Directory.Packages.props", "\"Yarp.ReverseProxy\" Version=\"([^\"]+)\"")]
    [InlineData("docs/performance.md", "OpenAI ([0-9.]+[0-9])", "Directory.Packages.props", "\"OpenAI\" Version=\"([^\"]+)\"")]
    [InlineData("docs/deploy.md", "Bicep ([0-9.]+[0-9])", "tests/IssueAi.InfraTests/IssueAi.InfraTests.csproj", "<BicepVersion>([^<]+)<")]
    [InlineData("docs/deploy.md", @"azd\]\([^)]+\) ([0-9.]+[0-9])", "azure.yaml", "azd: \">= ([0-9]+\\.[0-9]+)")]
    public void Version_OnAPage_IsThePinnedOne(string page, string stated, string file, string pinned)
    {
        var version = Assert.Single(Regex.Matches(Repository.Read(file), pinned)).Groups[1].Value;

        var versions = Regex.Matches(Repository.Read(page), stated).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, found => Assert.Equal(version, found));
    }
}
