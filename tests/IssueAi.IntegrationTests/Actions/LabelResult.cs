using System.ComponentModel.DataAnnotations;

namespace IssueAi.IntegrationTests.Actions;

/// <summary>The result of an action that exists only in the tests.</summary>
internal sealed record LabelResult
{
    [StringLength(50, MinimumLength = 1)]
    public required string Label { get; init; }

    [Range(1, 4)]
    public required double Priority { get; init; }
}
