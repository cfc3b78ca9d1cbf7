using System.Text.RegularExpressions;

namespace IssueAi.ModelSimulator.Directives;

/// <summary>Finds directives in HTML comments: <c>&lt;!-- simulate: name setting=value; name … --&gt;</c>.</summary>
internal static partial class DirectiveParser
{
    /// <exception cref="FormatException">A word is neither a name nor a setting; thrown on enumeration.</exception>
    public static IEnumerable<Directive> Parse(string text) =>
        from Match comment in Comment().Matches(text)
        from part in comment.Groups[1].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select ParseOne(part);

    private static Directive ParseOne(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var name = "";
        foreach (var word in text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=');
            if (name.Length == 0) name = (equals < 0 ? word : word[..equals]).ToLowerInvariant();
            else if (equals < 0) throw new FormatException($"'{word}' of '{name}' is no setting such as after=5.");
            if (equals >= 0) settings[word[..equals]] = word[(equals + 1)..];
        }

        return new Directive(name, settings);
    }

    [GeneratedRegex(@"<!--\s*simulate:(.*?)-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Comment();
}
