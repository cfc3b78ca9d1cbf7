namespace IssueAi.Issues;

/// <summary>An issue as a caller describes it. All of it is data that strangers wrote.</summary>
/// <param name="Id">What the tracker calls it.</param>
/// <param name="Title">Its title; null when it has none.</param>
/// <param name="Description">Its text, usually Markdown; may be empty.</param>
/// <param name="Labels">Its labels, in the tracker's order.</param>
internal sealed record Issue(string Id, string? Title, string Description, IReadOnlyList<string> Labels);
