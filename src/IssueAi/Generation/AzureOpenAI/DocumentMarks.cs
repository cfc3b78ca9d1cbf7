using System.Globalization;
using System.Text;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>
/// Marks texts of third parties, so that Azure's prompt shields look for attacks in them: as
/// https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-document-embedding says, between delimiters and
/// escaped as in JSON. So no text can close its own mark.
/// </summary>
internal static class DocumentMarks
{
    private const string Opening = "\"\"\" <documents>\n";
    private const string Closing = "\n</documents> \"\"\"";
    private const string Tag = "documents";

    /// <summary>Gives a prompt's user message with its documents marked.</summary>
    public static string Apply(ModelPrompt prompt)
    {
        var marked = new StringBuilder(prompt.User.Length + 256);
        var written = 0;
        foreach (var document in prompt.Documents?.InOrder ?? [])
        {
            var (start, length) = document.GetOffsetAndLength(prompt.User.Length);
            marked.Append(prompt.User, written, start - written).Append(Opening);
            Escape(marked, prompt.User.AsSpan(start, length));
            marked.Append(Closing);
            written = start + length;
        }

        return marked.Append(prompt.User, written, prompt.User.Length - written).ToString();
    }

    // The framework's encoders escape emoji too, which costs many tokens.
    private static void Escape(StringBuilder marked, ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign is '"' or '\\') marked.Append('\\').Append(sign);
            else if (sign == '\n') marked.Append("\\n");
            else if (char.IsControl(sign) || (sign == '<' && IsTag(text[(at + 1)..]))) marked.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}");
            else marked.Append(sign);
        }
    }

    private static bool IsTag(ReadOnlySpan<char> text) => text.TrimStart('/').StartsWith(Tag, StringComparison.OrdinalIgnoreCase);
}
