using System.ComponentModel.DataAnnotations;
using IssueAi.Answers;

namespace IssueAi.Actions.Breakdown;

/// <summary>An issue, divided into subtasks.</summary>
internal sealed record BreakdownResult
{
    [Length(1, AnswerLimits.Entries)]
    public required IReadOnlyList<Subtask> Subtasks { get; init; }
}
