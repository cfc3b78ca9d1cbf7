using System.Text.RegularExpressions;

namespace IssueAi.Tests.Shared;

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownPage
{
    // Folders with build output, packages or test data.
    private static readonly string[] Skipped = ["node_modules", "bin", "obj", "dist", ".git", ".azurite", "Issues", "Actions", "Confidence"];

    public MarkdownPage(string path)
    {
        Path = path;
        Text = Repository.Read(path).ReplaceLineEndings("\n");
        Prose = CodeSpans().Replace(CodeBlock().Replace(Text, ""), "");
    }

    /// <summary>Gets all pages: in the root, in <c>docs</c>, and next to the sources.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } = [.. Find(Repository.Root).Select(file => new MarkdownPage(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))];

    /// <summary>Gets the path below the repository's root.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>Gets the text without code.</summary>
    public string Prose { get; }

    /// <summary>Gets the anchors of the headings in GitHub's format.</summary>
    public IReadOnlySet<string> Anchors => Heading().Matches(CodeBlock().Replace(Text, "")).Select(match => AnchorOf(match.Groups["title"].Value)).ToHashSet();

    /// <summary>Gets the links and images without a host.</summary>
    public IEnumerable<string> RelativeLinks => Link().Matches(Prose)
        .Select(match => match.Groups["target"].Value)
        .Where(target => !AbsoluteLink().IsMatch(target));

    /// <summary>Gets the code blocks of a language.</summary>
    public IEnumerable<string> CodeOf(string language) =>
        CodeBlock().Matches(Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    /// <summary>Gets the text below a heading, up to the next heading of its level or a higher one; null without that heading.</summary>
    /// <param name="heading">The heading with its Markdown prefix, such as <c>## Settings</c>.</param>
    public string? Section(string heading)
    {
        var begin = $"\n{Text}".IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        if (begin < 0) return null;

        var rest = Text[(begin + heading.Length)..];
        var level = heading.TakeWhile(mark => mark == '#').Count();
        return Regex.Match(rest, $@"\A.*?(?=\n#{{1,{level}}} |\z)", RegexOptions.Singleline).Value;
    }

    /// <summary>Gets the cells of all table rows in a text, without header rows.</summary>
    public static IEnumerable<string[]> RowsOf(string text) => Table().Matches(text)
        .SelectMany(table => table.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        .Select(row => row.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static IEnumerable<string> Find(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Skipped.Contains(System.IO.Path.GetFileName(inner))).SelectMany(Find));

    private static string AnchorOf(string title) => Unanchored().Replace(title.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```(?<language>\S*)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"(?<ticks>`+).+?\k<ticks>", RegexOptions.Singleline)]
    private static partial Regex CodeSpans();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(\]\(|src="")(?<target>[^)""\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^([a-z]+:|//)")]
    private static partial Regex AbsoluteLink();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Unanchored();

    [GeneratedRegex(@"^\|.*\n\|[\s:|-]+\n(\|.*(\n|\z))*", RegexOptions.Multiline)]
    private static partial Regex Table();
}
