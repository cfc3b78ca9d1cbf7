using System.ComponentModel.DataAnnotations;
using IssueAi.Answers;

namespace IssueAi.Actions.Estimate;

/// <summary>How much work an issue is.</summary>
internal sealed record EstimateResult
{
    /// <summary>Gets the story points.</summary>
    [Range(AnswerLimits.MinSize, AnswerLimits.Points)]
    public required double Points { get; init; }

    /// <summary>Gets the fewest and the most points that would be no surprise. The estimate lies between them.</summary>
    [Length(2, 2)]
    public required IReadOnlyList<double> Range { get; init; }

    /// <summary>Gets the hours of work; null, and left out, where the model named none.</summary>
    [Range(AnswerLimits.MinSize, AnswerLimits.Hours)]
    public double? Hours { get; init; }

    [MaxLength(AnswerLimits.Entries)]
    public required IReadOnlyList<string> Assumptions { get; init; }
}
