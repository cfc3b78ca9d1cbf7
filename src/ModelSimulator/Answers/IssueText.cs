namespace IssueAi.ModelSimulator.Answers;

/// <summary>An issue as the prompt describes it.</summary>
internal sealed record IssueText(string? Id, string? Title, IReadOnlyList<string> Labels, string Description)
{
    /// <summary>Reads header lines up to the first empty one; the rest is the description.</summary>
    public static IssueText Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = (end < 0 ? text : text[..end]).Split('\n');
        return new(
            Header(headers, "Id: "),
            Header(headers, "Title: "),
            Header(headers, "Labels: ")?.Split(", ") ?? [],
            end < 0 ? "" : text[(end + 2)..]);
    }

    private static string? Header(string[] headers, string name) =>
        headers.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
