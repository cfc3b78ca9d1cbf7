using System.Text;

namespace IssueAi.Caching;

/// <summary>Removes differences from a text that don't change its meaning, so that they don't change the cache key.</summary>
internal static class IssueTexts
{
    /// <summary>Gives line feeds for line ends, no white space at the ends of lines or of the text, and composed characters.</summary>
    public static string Normalize(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return ToComposed(string.Join('\n', lines).TrimEnd());
    }

    private static string ToComposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A text with a lone surrogate has no normal form.
            return text;
        }
    }
}
