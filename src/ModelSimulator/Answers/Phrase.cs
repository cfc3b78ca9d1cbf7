using System.Globalization;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>Small repairs of a piece of text.</summary>
internal static class Phrase
{
    private static readonly char[] Ends = ['.', ';', ',', ':', '。', ' ', '\t'];

    public static string Clean(string text) => text.Trim().Trim('*', '_', '>').Trim();

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
}
