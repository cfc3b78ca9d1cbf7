namespace IssueAi.Bench.Reports;

/// <summary>docs/performance.md, whose figures stand between two markers.</summary>
internal static class PerformancePage
{
    private const string Page = "docs/performance.md";
    private const string Begin = "<!-- bench:begin -->";
    private const string End = "<!-- bench:end -->";

    public static void Update(Report report)
    {
        var path = Find();
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < Begin.Length || end < begin) throw new InvalidDataException($"{Page} lacks the markers {Begin} and {End}.");

        File.WriteAllText(path, $"{text[..begin]}\n\n{report.ToMarkdown().Trim()}\n\n{text[end..]}");
        Console.WriteLine($"Written to {Page}.");
    }

    private static string Find()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (Path.Combine(place.FullName, Page) is var path && File.Exists(path)) return path;
        }

        throw new InvalidOperationException($"The bench runs inside the checkout, where {Page} is.");
    }
}
