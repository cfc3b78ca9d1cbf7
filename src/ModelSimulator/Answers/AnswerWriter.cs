using System.Text.Encodings.Web;
using System.Text.Json;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>Writes the text a prompt is answered with, the same text for the same prompt.</summary>
internal static class AnswerWriter
{
    private const int LongestEcho = 400;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ChatPrompt prompt)
    {
        var phrases = Phrases.For(prompt.Language);
        var text = new Markdown();
        var answer = prompt.Issue is { } issue ? Compose(prompt.Task, Subject.Of(issue, prompt.Wish), phrases) : null;

        if (answer is null) Echo(text, prompt, phrases);
        else answer.Write(text, phrases);

        AddRemarks(text, prompt, phrases);
        if (answer is not null && prompt.WantsJson) text.Block($"```json\n{WriteJson(prompt, answer)}\n```");
        return text.ToString();
    }

    // A task that the simulator doesn't know is answered in the form that its instructions show.
    private static string WriteJson(ChatPrompt prompt, IAnswer answer) =>
        prompt.Task is null or "refine" or "estimate" or "breakdown" || prompt.Example is not { } example ? answer.ToJson().ToJsonString(Json) : example;

    private static IAnswer Compose(string? task, Subject subject, Phrases phrases) => task switch
    {
        "estimate" => IssueEstimate.Of(subject, phrases),
        "breakdown" => IssueBreakdown.Of(subject, phrases),
        _ => RefinedIssue.Of(subject, phrases),
    };

    private static void Echo(Markdown text, ChatPrompt prompt, Phrases phrases) =>
        text.Block(phrases.Asked).Block("> " + Phrase.Shorten(prompt.Message.ReplaceLineEndings(" ").Trim(), LongestEcho));

    private static void AddRemarks(Markdown text, ChatPrompt prompt, Phrases phrases)
    {
        if (prompt.Wish is { } wish) text.Block(Markdown.Fill(phrases.Wish, Phrase.Shorten(wish.ReplaceLineEndings(" "), LongestEcho)));
        if (prompt.Earlier is { } earlier) text.Block(Markdown.Fill(phrases.Revised, earlier.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Length));
        text.Block($"*{phrases.Simulated}*");
    }
}
