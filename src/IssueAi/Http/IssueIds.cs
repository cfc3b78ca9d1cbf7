using System.Globalization;
using System.Text;

namespace IssueAi.Http;

/// <summary>What an issue's id may be: whatever a tracker calls its issues, as long as it can be read.</summary>
internal static class IssueIds
{
    /// <summary>The most Unicode code points an id may have.</summary>
    public const int MaxLength = 200;

    /// <summary>Tells what is wrong with an id; null when nothing is.</summary>
    public static string? Check(string id)
    {
        if (string.IsNullOrWhiteSpace(id)) return "is required";
        if (id is "." or "..") return "may not be '.' or '..'";
        if (id.EnumerateRunes().Count() > MaxLength) return $"may have at most {MaxLength} characters";
        return id.EnumerateRunes().All(IsPrintable) ? null : "may not contain control characters or line breaks";
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
