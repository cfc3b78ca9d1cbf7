using System.Text.Json.Nodes;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>An estimate of an issue's work, and the parts of the issue that it comes from.</summary>
internal sealed record IssueEstimate(
    int Points, int Low, int High, IReadOnlyList<string> Reasons, IReadOnlyList<string> Assumptions) : IAnswer
{
    private const int VagueWords = 12;

    private static readonly string[] HeavyWords =
    [
        "migrat", "security", "refactor", "database", "schema", "concurren", "authenticat", "payment", "integrat", "rewrite",
        "performance", "encrypt", "upgrade", "di trú", "bảo mật", "cơ sở dữ liệu",
    ];

    private static readonly string[] LightWords = ["typo", "wording", "spelling", "rename", "colour", "color", "label text", "tooltip", "chính tả"];

    public static IssueEstimate Of(Subject subject, Phrases phrases)
    {
        var heavy = HeavyWords.Where(word => subject.Mentions(word)).ToList();
        var light = LightWords.Where(word => subject.Mentions(word)).ToList();
        var isVague = subject.Outline.Words < VagueWords;
        var points = Fibonacci.Nearest(Score(subject.Outline, heavy.Count, light.Count));
        return new(
            points,
            Fibonacci.Step(points, -1),
            Fibonacci.Step(points, isVague && light.Count == 0 ? 2 : 1),
            [.. ReasonsOf(subject, heavy, light, isVague, phrases).Take(subject.MostEntries)],
            [.. AssumptionsOf(subject, phrases).Take(subject.MostEntries)]);
    }

    public void Write(Markdown text, Phrases phrases) => text
        .Heading(2, Markdown.Fill(phrases.Estimate, $"{Points} {phrases.Points}"))
        .Block(Markdown.Fill(phrases.Range, Low, High))
        .Section(phrases.Reasons, "- ", Reasons)
        .Section(phrases.Assumptions, "- ", Assumptions);

    public JsonObject ToJson() => new()
    {
        ["points"] = Points,
        ["range"] = new JsonArray(Low, High),
        ["assumptions"] = new JsonArray([.. Assumptions.Select(assumption => JsonValue.Create(assumption))]),
    };

    private static double Score(Outline outline, int heavy, int light) =>
        2 + Math.Min(outline.Words / 40.0, 5) + (0.8 * Math.Min(outline.Items.Count, 10)) + (2.5 * Math.Min(heavy, 4))
        - (2 * light) - (0.5 * Math.Min(outline.CodeBlocks, 2));

    private static IEnumerable<string> ReasonsOf(
        Subject subject, List<string> heavy, List<string> light, bool isVague, Phrases phrases)
    {
        var outline = subject.Outline;
        yield return Markdown.Fill(phrases.ReasonLength, outline.Words);
        if (outline.Items.Count > 0) yield return Markdown.Fill(phrases.ReasonItems, outline.Items.Count, Phrase.Shorten(Phrase.ToLine(outline.Items[0]), 60));
        foreach (var word in heavy) yield return Markdown.Fill(phrases.ReasonHeavy, subject.Quote(word));
        foreach (var word in light) yield return Markdown.Fill(phrases.ReasonLight, subject.Quote(word));
        if (outline.CodeBlocks > 0) yield return Markdown.Fill(phrases.ReasonCode, outline.CodeBlocks);
        if (isVague) yield return phrases.ReasonVague;
    }

    private static IEnumerable<string> AssumptionsOf(Subject subject, Phrases phrases)
    {
        yield return Markdown.Fill(phrases.AssumeKnown, subject.Title);
        if (subject.IsFault) yield return phrases.AssumeReproducible;
        else if (subject.Outline.Items.Count > 0) yield return Markdown.Fill(phrases.AssumeItems, subject.Outline.Items.Count);
        yield return phrases.AssumeNoChange;
    }
}
