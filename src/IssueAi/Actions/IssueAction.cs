namespace IssueAi.Actions;

/// <summary>One thing the model can do for an issue.</summary>
/// <param name="Name">The name in routes, tables and the web client, such as <c>refine</c>.</param>
/// <param name="PromptVersion">Which wording of the instructions this is; another wording is another version.</param>
/// <param name="Instructions">The system message.</param>
internal sealed record IssueAction(string Name, string PromptVersion, string Instructions);
