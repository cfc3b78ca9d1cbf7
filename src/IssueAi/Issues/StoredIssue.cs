namespace IssueAi.Issues;

/// <summary>The known parts of an issue; null for unknown ones.</summary>
internal sealed record StoredIssue(string? Title, string? Description, IReadOnlyList<string>? Labels);
