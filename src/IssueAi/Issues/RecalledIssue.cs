namespace IssueAi.Issues;

/// <summary>A complete issue, and the way to store its new parts.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="RememberAsync">Stores the new parts; ends when that is done or impossible. Never fails.</param>
internal sealed record RecalledIssue(Issue Issue, Func<Task> RememberAsync);
