namespace IssueAi.Bench.Reports;

/// <summary>docs/performance.md, with each section of figures between two markers.</summary>
internal static class PerformancePage
{
    private const string Page = "docs/performance.md";

    public static void Update(string section, string markdown)
    {
        var path = Path.Combine(CheckoutFolder.Path, Page);
        var text = File.ReadAllText(path);
        var (beginMark, endMark) = ($"<!-- {section}:begin -->", $"<!-- {section}:end -->");
        var begin = text.IndexOf(beginMark, StringComparison.Ordinal) + beginMark.Length;
        var end = text.IndexOf(endMark, StringComparison.Ordinal);
        if (begin < beginMark.Length || end < begin) throw new InvalidDataException($"{Page} lacks the markers {beginMark} and {endMark}.");

        File.WriteAllText(path, $"{text[..begin]}\n\n{markdown.Trim()}\n\n{text[end..]}");
        Console.WriteLine($"Written to {Page}: {section}.");
    }
}
