namespace IssueAi.ModelSimulator.Answers;

/// <summary>One step of a breakdown.</summary>
/// <param name="Title">The task.</param>
/// <param name="Criterion">How to tell that it is done.</param>
/// <param name="Points">Its size.</param>
/// <param name="DependsOn">The subtasks to finish first, by index from 0.</param>
internal sealed record Subtask(string Title, string Criterion, int Points, IReadOnlyList<int> DependsOn);
