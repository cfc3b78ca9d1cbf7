using System.ComponentModel.DataAnnotations;
using IssueAi.Answers;

namespace IssueAi.Actions.Breakdown;

/// <summary>A part of an issue's work.</summary>
internal sealed record Subtask
{
    [StringLength(AnswerLimits.Title, MinimumLength = 1)]
    public required string Title { get; init; }

    [MaxLength(AnswerLimits.Entries)]
    public required IReadOnlyList<string> AcceptanceCriteria { get; init; }

    /// <summary>Gets the story points.</summary>
    [Range(AnswerLimits.MinSize, AnswerLimits.Points)]
    public required double Points { get; init; }

    /// <summary>Gets the indexes, from 0, of the subtasks that come before. There are no circles.</summary>
    [MaxLength(AnswerLimits.Entries)]
    public required IReadOnlyList<int> DependsOn { get; init; }
}
