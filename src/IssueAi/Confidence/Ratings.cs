namespace IssueAi.Confidence;

/// <summary>What users say of answers.</summary>
internal static class Ratings
{
    public const string Up = "up";
    public const string Down = "down";
}
