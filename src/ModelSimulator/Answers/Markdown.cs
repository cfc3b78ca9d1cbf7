using System.Globalization;
using System.Text;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>Builds Markdown, block by block.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public Markdown Heading(int level, string text) => Block(new string('#', level) + " " + text);

    public Markdown Block(string text)
    {
        if (_text.Length > 0) _text.Append("\n\n");
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a heading and a list under it, or nothing when the list is empty.</summary>
    public Markdown Section(string heading, string bullet, IReadOnlyCollection<string> entries) =>
        entries.Count == 0 ? this : Heading(3, heading).List(bullet, entries);

    public Markdown List(string bullet, IReadOnlyCollection<string> entries) =>
        Block(string.Join('\n', entries.Select(entry => bullet + entry)));

    public Markdown Numbered(string heading, IReadOnlyCollection<string> entries) =>
        entries.Count == 0
            ? this
            : Heading(3, heading).Block(string.Join('\n', entries.Select((entry, index) => $"{index + 1}. {entry}")));

    public override string ToString() => _text.ToString();

    public static string Fill(string phrase, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, phrase, values);
}
