using System.Globalization;
using System.Text;

namespace IssueAi.Http;

/// <summary>The rules for an issue's id: any printable text.</summary>
internal static class IssueIds
{
    /// <summary>The most Unicode code points an id may have.</summary>
    public const int MaxLength = 200;

    /// <summary>Checks an id.
    /// Gives the error; null for a valid id.</summary>
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
