namespace IssueAi.Issues;

/// <summary>What callers have said of an issue; null for what nobody has.</summary>
internal sealed record StoredIssue(string? Title, string? Description, IReadOnlyList<string>? Labels);
