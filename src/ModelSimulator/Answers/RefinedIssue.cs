using System.Text.Json.Nodes;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>The issue, sorted into what happens, what to do and what is still unknown.</summary>
internal sealed record RefinedIssue(
    string Title,
    IReadOnlyList<string> Context,
    bool HasSteps,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Criteria,
    IReadOnlyList<string> Questions) : IAnswer
{
    private static readonly string[] DemandWords = ["should", "must", "needs to", "need to", "expect", "has to", "phải", "cần", "nên"];

    public static RefinedIssue Of(Subject subject, Phrases phrases)
    {
        var demands = subject.Outline.Sentences.Where(IsDemand).ToList();
        var told = subject.Outline.Sentences.Except(demands).Where(sentence => !sentence.EndsWith('?')).ToList();
        return new(
            subject.Title,
            [.. ContextOf(subject, told, phrases)],
            subject.IsFault,
            [.. subject.Outline.Items.Select(Phrase.ToLine).Take(subject.MostEntries)],
            [.. CriteriaOf(subject, demands, told, phrases).Distinct().Take(subject.MostEntries)],
            subject.WantsShort ? [] : [.. QuestionsOf(subject, phrases)]);
    }

    public void Write(Markdown text, Phrases phrases) => text
        .Heading(2, Title)
        .Heading(3, phrases.Context).Block(string.Join(' ', Context))
        .Numbered(HasSteps ? phrases.Steps : phrases.Scope, Steps)
        .Section(phrases.Criteria, "- [ ] ", Criteria)
        .Section(phrases.Questions, "- ", Questions);

    public JsonObject ToJson() => new()
    {
        ["title"] = Title,
        ["description"] = string.Join(' ', Context),
        ["acceptanceCriteria"] = new JsonArray([.. Criteria.Select(criterion => JsonValue.Create(criterion))]),
    };

    private static IEnumerable<string> ContextOf(Subject subject, List<string> told, Phrases phrases)
    {
        if (told.Count == 0) yield return subject.Outline.Words == 0 ? phrases.NoDescription : Phrase.ToLine(subject.Title) + ".";
        foreach (var sentence in told.Take(subject.MostEntries)) yield return sentence;
        if (subject.Issue.Labels.Count > 0) yield return Markdown.Fill(phrases.Labels, string.Join(", ", subject.Issue.Labels));
    }

    private static IEnumerable<string> CriteriaOf(Subject subject, List<string> demands, List<string> told, Phrases phrases)
    {
        foreach (var demand in demands) yield return Phrase.ToLine(demand);
        if (!subject.IsFault)
        {
            foreach (var item in subject.Outline.Items) yield return Markdown.Fill(phrases.Verified, Phrase.ToLine(item));
            if (subject.Outline.Items.Count > 0) yield break;
        }

        var symptom = told.FirstOrDefault() ?? subject.Title;
        yield return Markdown.Fill(subject.IsFault ? phrases.NoLonger : phrases.Verified, Phrase.ToLine(symptom));
        if (subject.IsFault) yield return Markdown.Fill(phrases.Verified, subject.Title);
    }

    private static IEnumerable<string> QuestionsOf(Subject subject, Phrases phrases)
    {
        foreach (var question in subject.Outline.Sentences.Where(sentence => sentence.EndsWith('?'))) yield return question;
        if (subject.Outline.Words < 12) yield return phrases.AskDetails;
        if (!subject.Mentions(DemandWords)) yield return subject.IsFault ? phrases.AskExpected : phrases.AskDone;
        if (subject.IsFault && !subject.Mentions("version", "browser", "windows", "linux", "production", "phiên bản")) yield return phrases.AskEnvironment;
        if (!subject.Mentions("user", "customer", "team", "admin", "người dùng", "khách")) yield return phrases.AskWho;
    }

    private static bool IsDemand(string sentence) =>
        !sentence.EndsWith('?') && DemandWords.Any(word => sentence.Contains(word, StringComparison.OrdinalIgnoreCase));
}
