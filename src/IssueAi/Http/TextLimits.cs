namespace IssueAi.Http;

/// <summary>The rules for free text in a request.</summary>
internal static class TextLimits
{
    /// <summary>Gives the error of a text; null for a valid one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most characters (Unicode code points) it may have.</param>
    public static string? Check(string text, int maxLength)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) return "contains the character U+0000";

        // UTF-16 units are never fewer than code points, so most texts need no count.
        return text.Length > maxLength && text.EnumerateRunes().Count() > maxLength ? $"may have at most {maxLength} characters" : null;
    }
}
