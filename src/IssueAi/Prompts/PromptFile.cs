namespace IssueAi.Prompts;

/// <summary>The instructions for one kind of question, from a file: a line <c>version: …</c>, an empty line, and the text.</summary>
/// <param name="Name">The file's name without its extension; an action's prompt has the action's name.</param>
/// <param name="Version">The version of the wording; another wording is another version.</param>
/// <param name="Instructions">The system message.</param>
internal sealed record PromptFile(string Name, string Version, string Instructions)
{
    private const string VersionKey = "version:";

    public static PromptFile Read(string name)
    {
        using var stream = typeof(PromptFile).Assembly.GetManifestResourceStream($"Prompts/{name}.md")
            ?? throw new InvalidOperationException($"There is no prompt file '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadLine() is { } first && first.StartsWith(VersionKey, StringComparison.Ordinal)
            ? new PromptFile(name, first[VersionKey.Length..].Trim(), reader.ReadToEnd().Trim())
            : throw new InvalidOperationException($"The prompt file '{name}' doesn't begin with '{VersionKey}'.");
    }
}
