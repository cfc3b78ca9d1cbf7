using System.ComponentModel.DataAnnotations;
using IssueAi.Answers;

namespace IssueAi.Actions.Breakdown;

/// <summary>An issue, cut into pieces of work.</summary>
internal sealed record BreakdownResult
{
    [Length(1, AnswerLimits.Entries)]
    public required IReadOnlyList<Subtask> Subtasks { get; init; }
}
