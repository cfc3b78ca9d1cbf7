using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IssueAi.Answers;

namespace IssueAi.Actions.Breakdown;

/// <summary><see cref="BreakdownResult"/>. Without subtasks, or with one that has no title or no points, there is none.</summary>
internal sealed class BreakdownResultReader : IResultReader
{
    public JsonTypeInfo ResultType => BreakdownJsonContext.Default.BreakdownResult;

    public IReadOnlySet<string> Names { get; } = LooseNames.Set("subtasks");

    public IReadOnlySet<string> MeaningfulNames { get; } = LooseNames.Set("title", "points");

    public object? Read(JsonElement written)
    {
        var list = written.Find("subtasks") ?? written;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0) return null;

        var entries = list.EnumerateArray().Take(AnswerLimits.Entries).ToList();
        var titles = entries.Select(entry => entry.Find("title")?.AsText(AnswerLimits.Title)).ToList();
        var points = entries.Select(Sizes.PointsOf).ToList();
        if (titles.Contains(null) || points.Contains(null)) return null;

        var dependencies = Dependencies.Read([.. entries.Select(entry => entry.Find("dependsOn"))]);
        return new BreakdownResult
        {
            Subtasks =
            [
                .. entries.Select((entry, index) => new Subtask
                {
                    Title = titles[index]!,
                    AcceptanceCriteria = entry.Find("acceptanceCriteria")?.AsTexts() ?? [],
                    Points = points[index]!.Value,
                    DependsOn = dependencies[index],
                }),
            ],
        };
    }
}
