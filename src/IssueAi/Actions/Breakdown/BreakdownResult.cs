using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IssueAi.Answers;

namespace IssueAi.Actions.Breakdown;

/// <summary>An issue, cut into pieces of work.</summary>
internal sealed record BreakdownResult : AnswerResult
{
    [Length(1, AnswerLimits.Entries)]
    public required IReadOnlyList<Subtask> Subtasks { get; init; }

    public override JsonElement ToJson() => JsonSerializer.SerializeToElement(this, BreakdownJsonContext.Default.BreakdownResult);
}
