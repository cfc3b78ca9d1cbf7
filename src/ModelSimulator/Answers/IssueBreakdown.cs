using System.Text.Json.Nodes;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>The issue as steps in an order in which they can be done.</summary>
internal sealed record IssueBreakdown(string Title, IReadOnlyList<Subtask> Subtasks) : IAnswer
{
    private const int LongestTitle = 100;

    // Data before logic, logic before the interface, documentation last.
    private static readonly string[][] Order =
    [
        ["schema", "database", "migrat", "table", "cơ sở dữ liệu"],
        ["api", "endpoint", "server", "service", "backend"],
        [],
        ["page", "button", "screen", "form", "frontend", "giao diện", "nút"],
        ["test", "kiểm thử"],
        ["document", "readme", "changelog", "tài liệu"],
    ];

    public static IssueBreakdown Of(Subject subject, Phrases phrases)
    {
        var work = WorkOf(subject).OrderBy(Rank).Take(Math.Max(subject.MostEntries - 2, 1)).ToList();
        var subtasks = new List<Subtask> { First(subject, phrases) };
        foreach (var step in work)
        {
            var title = Phrase.Shorten(Phrase.ToLine(step), LongestTitle);
            subtasks.Add(new(Markdown.Fill(phrases.Implement, title), Markdown.Fill(phrases.Verified, title), SizeOf(step), [0]));
        }

        var all = Enumerable.Range(1, subtasks.Count - 1).ToList();
        subtasks.Add(new(Markdown.Fill(phrases.TestAll, subject.Title), phrases.TestDone, Fibonacci.Nearest(all.Count / 2.0), all.Count == 0 ? [0] : all));
        return new(subject.Title, subtasks);
    }

    public void Write(Markdown text, Phrases phrases)
    {
        text.Heading(2, Markdown.Fill(phrases.Breakdown, Title));
        foreach (var (index, subtask) in Subtasks.Index())
        {
            text.Heading(3, $"{index + 1}. {subtask.Title}").List("- ", [.. Lines(subtask, phrases)]);
        }
    }

    public JsonObject ToJson() => new()
    {
        ["subtasks"] = new JsonArray([.. Subtasks.Select(subtask => new JsonObject
        {
            ["title"] = subtask.Title,
            ["acceptanceCriteria"] = new JsonArray(subtask.Criterion),
            ["points"] = subtask.Points,
            ["dependsOn"] = new JsonArray([.. subtask.DependsOn.Select(index => JsonValue.Create(index))]),
        })]),
    };

    private static Subtask First(Subject subject, Phrases phrases) => subject.IsFault
        ? new(Markdown.Fill(phrases.Reproduce, subject.Title), phrases.ReproduceDone, 1, [])
        : new(Markdown.Fill(phrases.Clarify, subject.Title), phrases.ClarifyDone, 1, []);

    private static IEnumerable<string> WorkOf(Subject subject)
    {
        var outline = subject.Outline;

        // In a bug report the list says how to reproduce the fault, not what to do.
        if (outline.Items.Count > 0 && !(subject.IsFault && outline.Sentences.Count > 0)) return outline.Items;
        var statements = outline.Sentences.Where(sentence => !sentence.EndsWith('?')).ToList();
        return statements.Count > 0 ? statements : [subject.Title];
    }

    private static int Rank(string step)
    {
        var rank = Array.FindIndex(Order, words => words.Any(word => step.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return rank >= 0 ? rank : Array.FindIndex(Order, words => words.Length == 0);
    }

    private static int SizeOf(string step) => Fibonacci.Nearest(1 + (step.Length / 40.0));

    private static IEnumerable<string> Lines(Subtask subtask, Phrases phrases)
    {
        yield return $"{phrases.Criteria}: {subtask.Criterion}";
        yield return Markdown.Fill(phrases.Size, subtask.Points);
        if (subtask.DependsOn.Count > 0) yield return Markdown.Fill(phrases.DependsOn, string.Join(", ", subtask.DependsOn.Select(index => index + 1)));
    }
}
