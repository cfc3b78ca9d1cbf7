using System.ComponentModel.DataAnnotations;
using IssueAi.Answers;

namespace IssueAi.Actions.Estimate;

/// <summary>The size of an issue.</summary>
internal sealed record EstimateResult
{
    /// <summary>Gets the story points.</summary>
    [Range(AnswerLimits.MinSize, AnswerLimits.Points)]
    public required double Points { get; init; }

    /// <summary>Gets the lowest and the highest plausible points. The estimate lies between them.</summary>
    [Length(2, 2)]
    public required IReadOnlyList<double> Range { get; init; }

    /// <summary>Gets the hours of work; null, and left out, where the model gave none.</summary>
    [Range(AnswerLimits.MinSize, AnswerLimits.Hours)]
    public double? Hours { get; init; }

    [MaxLength(AnswerLimits.Entries)]
    public required IReadOnlyList<string> Assumptions { get; init; }
}
