using System.Text.Json;
using System.Text.RegularExpressions;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>A request as its messages describe it: task, issue, language and form.</summary>
/// <param name="Task">The task the system message names; null when it names none.</param>
/// <param name="Issue">The issue between the fences; null when there is none.</param>
/// <param name="Wish">The wish between its fences; null when there is none.</param>
/// <param name="Earlier">An earlier answer, between fences of any other name; null when there is none.</param>
/// <param name="Language">The BCP 47 tag of the language asked for; null when none is.</param>
/// <param name="WantsJson">Whether the instructions ask for a JSON block after the text.</param>
/// <param name="Example">The JSON block that the instructions show; null when there is none.</param>
/// <param name="Message">The whole user message.</param>
internal sealed partial record ChatPrompt(
    string? Task, IssueText? Issue, string? Wish, string? Earlier, string? Language, bool WantsJson, string? Example, string Message)
{
    public static ChatPrompt Read(string system, string user)
    {
        var fences = Fence().Matches(user);
        return new(
            TaskLine().Match(system) is { Success: true } task ? task.Groups[1].Value.ToLowerInvariant() : null,
            Find(fences, name => name is "issue") is { } issue ? IssueText.Parse(issue) : null,
            Find(fences, name => name is "wish"),
            Find(fences, name => name is not ("issue" or "wish")),
            LanguageLine().Match(Fence().Replace(user, "")) is { Success: true } language ? language.Groups[1].Value : null,
            system.Contains("```json", StringComparison.OrdinalIgnoreCase),
            ExampleBlock().Match(system) is { Success: true } example ? example.Groups[1].Value : null,
            user);
    }

    /// <summary>Gets the issue's text as it stands between its fences, or the whole message where there are none.</summary>
    public static string Fenced(string user) => Find(Fence().Matches(user), name => name is "issue") ?? user;

    private static string? Find(MatchCollection fences, Predicate<string> isWanted) =>
        fences.FirstOrDefault(fence => isWanted(fence.Groups["name"].Value)) is { } found ? Unmark(found.Groups["text"].Value) : null;

    // What is marked as a document for Azure's prompt shields is escaped as in JSON.
    private static string Unmark(string text) =>
        Document().Match(text) is { Success: true } document ? JsonSerializer.Deserialize<string>($"\"{document.Groups[1].Value}\"")! : text;

    // The closing line repeats the opening one, digest and all: no other line ends it.
    [GeneratedRegex(@"^(?<line>----- (?<name>[a-z-]+) [0-9a-f]{16} -----)\n(?<text>.*?)\n\k<line>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^\"\"\" <documents>\n(.*)\n</documents> \"\"\"$", RegexOptions.Singleline)]
    private static partial Regex Document();

    [GeneratedRegex(@"^\W*task\W+(refine|estimate|breakdown|assess|[a-z-]+$)\b", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex TaskLine();

    [GeneratedRegex(@"^```json\n(.+?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExampleBlock();

    [GeneratedRegex("BCP 47 tag ([A-Za-z0-9-]+)")]
    private static partial Regex LanguageLine();
}
