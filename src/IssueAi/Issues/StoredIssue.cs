namespace IssueAi.Issues;

/// <summary>The known parts of an issue; null for unknown ones.</summary>
internal sealed record StoredIssue(string? Title, string? Description, IReadOnlyList<string>? Labels)
{
    /// <summary>Gets a value indicating whether no part is missing.</summary>
    public bool IsWhole => this is { Title: not null, Description: not null, Labels: not null };
}
