namespace IssueAi.Quality;

/// <summary>A sample issue, from a file of <c>Issues/</c>: a heading, a line of labels, an empty line, the text.</summary>
internal sealed record SampleIssue(string Name, string Title, IReadOnlyList<string> Labels, string Description)
{
    private const string Folder = "Issues/";

    /// <summary>Reads all issues, with mixed kinds and languages, so that the first few are a fair sample too.</summary>
    public static IReadOnlyList<SampleIssue> ReadAll()
    {
        var assembly = typeof(SampleIssue).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var kinds = names.GroupBy(name => name.Split('-')[0]).Select(kind => kind.Index()).SelectMany(kind => kind);
        return [.. kinds.OrderBy(one => one.Index).Select(one => Read(one.Item))];
    }

    private static SampleIssue Read(string resource)
    {
        using var reader = new StreamReader(typeof(SampleIssue).Assembly.GetManifestResourceStream(resource)!);
        var title = reader.ReadLine()!["# ".Length..];
        var labels = reader.ReadLine()!["labels:".Length..];
        reader.ReadLine();
        return new(
            resource[Folder.Length..],
            title,
            labels.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            reader.ReadToEnd());
    }
}
