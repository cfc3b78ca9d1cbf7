namespace IssueAi.ModelSimulator.Answers;

/// <summary>A parsed issue, the source of every answer.</summary>
internal sealed record Subject(IssueText Issue, Outline Outline, bool WantsShort)
{
    private const int LongestTitle = 80;
    private static readonly string[] ShortWords = ["short", "brief", "concise", "tl;dr", "ngắn", "tóm tắt"];
    private static readonly string[] FaultWords = ["bug", "crash", "error", "fail", "broken", "wrong", "exception", "lỗi", "hỏng"];

    public string Title =>
        Phrase.Shorten(Phrase.ToLine(Issue.Title ?? Outline.Sentences.Concat(Outline.Items).FirstOrDefault() ?? Issue.Id ?? ""), LongestTitle);

    /// <summary>Gets the most entries a list of the answer should have.</summary>
    public int MostEntries => WantsShort ? 3 : 10;

    public bool IsFault => Mentions(FaultWords);

    public static Subject Of(IssueText issue, string? wish) =>
        new(issue, Outline.Of(issue.Description), wish is not null && ShortWords.Any(word => wish.Contains(word, StringComparison.OrdinalIgnoreCase)));

    public bool Mentions(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Contains(Issue.Title, word) || Contains(Issue.Description, word) || Issue.Labels.Any(label => Contains(label, word))) return true;
        }

        return false;
    }

    /// <summary>Gets the whole word of the issue that begins with <paramref name="stem"/>, as the issue writes it.</summary>
    public string Quote(string stem)
    {
        var text = string.Join(' ', [Issue.Title ?? "", .. Issue.Labels, Issue.Description]);
        var start = text.IndexOf(stem, StringComparison.OrdinalIgnoreCase);
        if (start < 0) return stem;

        var end = start + stem.Length;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return text[start..end];
    }

    private static bool Contains(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true;
}
