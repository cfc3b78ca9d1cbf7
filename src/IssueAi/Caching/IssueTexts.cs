using System.Text;

namespace IssueAi.Caching;

/// <summary>Takes out of a text what makes no difference to its meaning, so that it doesn't make one to the cache.</summary>
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
            // Half a surrogate pair has no normal form; such a text stands for itself.
            return text;
        }
    }
}
