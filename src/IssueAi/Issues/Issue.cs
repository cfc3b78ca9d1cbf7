namespace IssueAi.Issues;

/// <summary>An issue as a client describes it: untrusted data.</summary>
/// <param name="Id">Its id in the tracker.</param>
/// <param name="Title">Its title; null when it has none.</param>
/// <param name="Description">Its text, usually Markdown; may be empty.</param>
/// <param name="Labels">Its labels, in the tracker's order.</param>
internal sealed record Issue(string Id, string? Title, string Description, IReadOnlyList<string> Labels);
