using System.ComponentModel.DataAnnotations;
using IssueAi.Answers;

namespace IssueAi.Actions.Refine;

/// <summary>An issue, rewritten.</summary>
internal sealed record RefineResult
{
    [StringLength(AnswerLimits.Title, MinimumLength = 1)]
    public required string Title { get; init; }

    /// <summary>Gets the issue's text, as Markdown.</summary>
    [StringLength(AnswerLimits.Description, MinimumLength = 1)]
    public required string Description { get; init; }

    [MaxLength(AnswerLimits.Entries)]
    public required IReadOnlyList<string> AcceptanceCriteria { get; init; }
}
