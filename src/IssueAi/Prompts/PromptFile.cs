using IssueAi.Actions;

namespace IssueAi.Prompts;

/// <summary>Reads a prompt file: a line <c>version: …</c>, an empty line, and the instructions.</summary>
internal static class PromptFile
{
    private const string VersionKey = "version:";

    public static IssueAction Read(string name)
    {
        using var stream = typeof(PromptFile).Assembly.GetManifestResourceStream($"Prompts/{name}.md")
            ?? throw new InvalidOperationException($"There is no prompt file for the action '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadLine() is { } first && first.StartsWith(VersionKey, StringComparison.Ordinal)
            ? new IssueAction(name, first[VersionKey.Length..].Trim(), reader.ReadToEnd().Trim())
            : throw new InvalidOperationException($"The prompt file of the action '{name}' doesn't begin with '{VersionKey}'.");
    }
}
