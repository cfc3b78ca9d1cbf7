using System.Globalization;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>Small repairs of a piece of text.</summary>
internal static class Phrase
{
    private static readonly char[] Ends = ['.', ';', ',', ':', '。', ' ', '\t'];

    /// <summary>Takes off a quotation's mark and emphasis around the whole.</summary>
    public static string Clean(string text)
    {
        var clean = text.Trim().TrimStart('>').Trim();
        while (IsEmphasized(clean)) clean = clean[1..^1];
        return clean;
    }

    /// <summary>Makes a line that can be a heading or a list item: capitalised, without a full stop.</summary>
    public static string ToLine(string text)
    {
        var line = Clean(text).TrimEnd(Ends);
        return line.Length > 0 && char.IsLower(line[0]) ? char.ToUpperInvariant(line[0]) + line[1..] : line;
    }

    /// <summary>Shortens to at most <paramref name="length"/> UTF-16 units, at a space where there is one, never inside a character.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;

        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text[..(length + 1)])) end = Math.Min(start, length);
        var space = text.LastIndexOf(' ', end);
        return text[..(space > length / 2 ? space : end)].TrimEnd(Ends) + "…";
    }

    private static bool IsEmphasized(string text) =>
        text is [('*' or '_'), _, .., _] && text[^1] == text[0] && !text.Contains($" {text[0]}", StringComparison.Ordinal);
}
