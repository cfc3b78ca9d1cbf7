using System.Text.Json;

namespace IssueAi.Answers;

/// <summary>Tells which numbers can be the size of work.</summary>
internal static class Sizes
{
    /// <summary>Gets the points of an estimate or a subtask; null where there are none that make sense.</summary>
    public static double? PointsOf(JsonElement written) =>
        written.Find("points")?.AsNumber() is { } points && IsSize(points, AnswerLimits.Points) ? points : null;

    public static bool IsSize(double value, double most) => value >= AnswerLimits.MinSize && value <= most;
}
