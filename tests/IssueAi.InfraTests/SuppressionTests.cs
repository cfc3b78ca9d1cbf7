namespace IssueAi.InfraTests;

public sealed class SuppressionTests
{
    [Fact]
    public void Suppression_OfALinterRule_IsForOneLineAndSaysWhy()
    {
        var lines = Directory.EnumerateFiles(Infrastructure.Folder, "*.bicep", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Append("").Zip(File.ReadLines(file).Skip(1), (above, line) => (File: Path.GetFileName(file), Above: above.Trim(), Line: line.Trim())))
            .Where(pair => pair.Line.StartsWith("#disable", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(lines);
        Assert.All(lines, pair => Assert.Matches("^#disable-next-line [A-Za-z0-9-]+$", pair.Line));
        Assert.All(lines, pair => Assert.True(pair.Above.StartsWith("//", StringComparison.Ordinal), $"{pair.File}: {pair.Line} gives no reason"));
    }

    [Fact]
    public void Rule_OfRecentApiVersions_IsOn() =>
        Assert.Contains("\"use-recent-api-versions\": { \"level\": \"warning\" }", Repository.Read("infra/bicepconfig.json"), StringComparison.Ordinal);
}
