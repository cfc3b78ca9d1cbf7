namespace IssueAi.Tables;

internal static class TableNames
{
    public const string Responses = "Responses";
    public const string CacheKeys = "CacheKeys";
    public const string History = "History";
    public const string Issues = "Issues";
    public const string RateLimits = "RateLimits";
    public const string Feedback = "Feedback";
    public const string Calibration = "Calibration";
}
