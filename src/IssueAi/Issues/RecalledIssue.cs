namespace IssueAi.Issues;

/// <summary>An issue, whole, and the writing down of what was new about it.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="RememberAsync">Writes down what is new; ends when that is done, or can't be. Never fails.</param>
internal sealed record RecalledIssue(Issue Issue, Func<Task> RememberAsync);
