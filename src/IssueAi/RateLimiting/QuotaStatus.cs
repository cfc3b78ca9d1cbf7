namespace IssueAi.RateLimiting;

/// <summary>How a caller stands with a budget.</summary>
/// <param name="Limit">How much there is in all.</param>
/// <param name="Remaining">How much of it is left.</param>
/// <param name="Reset">When some of what is used comes back.</param>
internal readonly record struct QuotaStatus(long Limit, long Remaining, TimeSpan Reset);
