using System.Text.RegularExpressions;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>The parts of a description.</summary>
/// <param name="Items">Its list items, in order.</param>
/// <param name="Sentences">The sentences of its prose, in order.</param>
/// <param name="CodeBlocks">How many fenced code blocks it has.</param>
/// <param name="Words">How many words the prose and the items have.</param>
internal sealed partial record Outline(IReadOnlyList<string> Items, IReadOnlyList<string> Sentences, int CodeBlocks, int Words)
{
    public static Outline Of(string description)
    {
        var text = Comment().Replace(description.ReplaceLineEndings("\n"), "");
        var codeBlocks = CodeBlock().Count(text);
        var items = new List<string>();
        var prose = new List<string>();
        foreach (var line in CodeBlock().Replace(text, "\n").Split('\n'))
        {
            if (Item().Match(line) is { Success: true } item) items.Add(Phrase.Clean(item.Groups[1].Value));
            else if (!line.StartsWith('#')) prose.Add(line.Trim());
        }

        var sentences = SentencesOf(prose);
        return new([.. items.Where(item => item.Length > 0)], sentences, codeBlocks, CountWords(items) + CountWords(sentences));
    }

    // Lines of one paragraph belong together; an empty line ends a sentence even without a full stop.
    private static List<string> SentencesOf(List<string> lines) =>
        [.. from paragraph in string.Join('\n', lines).Split("\n\n")
            from sentence in SentenceEnd().Split(paragraph.Replace('\n', ' '))
            let clean = Phrase.Clean(sentence)
            where clean.Length > 0
            select clean];

    private static int CountWords(IEnumerable<string> texts) =>
        texts.Sum(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^[ \t]*(```|~~~).*?(^[ \t]*\\1[ \t]*$|\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$")]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<=[.!?。！？])\s+|(?<=[。！？])")]
    private static partial Regex SentenceEnd();
}
