namespace IssueAi.RateLimiting;

/// <summary>The state of one of a caller's quotas.</summary>
/// <param name="Limit">The whole quota.</param>
/// <param name="Remaining">The rest of it.</param>
/// <param name="Reset">When a part of the used quota becomes free.</param>
internal readonly record struct QuotaStatus(long Limit, long Remaining, TimeSpan Reset);
