using IssueAi.Generation;

namespace IssueAi.Responses;

/// <summary>An issue, whole, and the writing down of what was new about it.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Remembering">Ends when the new is written, or can't be. Never fails.</param>
internal sealed record RecalledIssue(Issue Issue, Task Remembering);
