namespace IssueAi.Confidence;

/// <summary>The ratings of answers.</summary>
internal static class Ratings
{
    public const string Up = "up";
    public const string Down = "down";
}
