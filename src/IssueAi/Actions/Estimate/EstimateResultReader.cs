using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IssueAi.Answers;

namespace IssueAi.Actions.Estimate;

/// <summary><see cref="EstimateResult"/>. Without plausible points there is none.</summary>
internal sealed class EstimateResultReader : IResultReader
{
    public JsonTypeInfo ResultType => EstimateJsonContext.Default.EstimateResult;

    public IReadOnlySet<string> Names { get; } = LooseNames.Set("points", "range", "hours", "assumptions");

    public IReadOnlySet<string> MeaningfulNames { get; } = LooseNames.Set("points", "range");

    public object? Read(JsonElement written)
    {
        if (Sizes.PointsOf(written) is not { } points) return null;
        return new EstimateResult
        {
            Points = points,
            Range = RangeAround(points, written.Find("range")?.AsNumbers() ?? []),
            Hours = written.Find("hours")?.AsNumber() is { } hours && Sizes.IsSize(hours, AnswerLimits.Hours) ? hours : null,
            Assumptions = written.Find("assumptions")?.AsTexts() ?? [],
        };
    }

    // A missing range isn't invented; a range without the estimate is widened.
    private static double[] RangeAround(double points, IReadOnlyList<double> given)
    {
        var range = given.Where(value => Sizes.IsSize(value, AnswerLimits.Points)).Append(points).ToList();
        return [range.Min(), range.Max()];
    }
}
