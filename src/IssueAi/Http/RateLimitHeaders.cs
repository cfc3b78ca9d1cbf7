using System.Globalization;
using IssueAi.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Writes the state of a caller's quota.</summary>
internal static class RateLimitHeaders
{
    private const string Limit = "RateLimit-Limit";
    private const string Remaining = "RateLimit-Remaining";
    private const string Reset = "RateLimit-Reset";

    /// <summary>The header names that pages of other origins may read.</summary>
    public const string Exposed = $"{Limit}, {Remaining}, {Reset}";

    public static void Write(HttpResponse response, QuotaStatus budget)
    {
        response.Headers[Limit] = budget.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers[Remaining] = budget.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers[Reset] = Seconds(budget.Reset);
    }

    /// <summary>Adds the time after which to retry.</summary>
    public static void WriteRefusal(HttpResponse response, QuotaStatus budget)
    {
        Write(response, budget);
        response.Headers.RetryAfter = Seconds(budget.Reset);
        response.Headers.AccessControlExposeHeaders = $"Retry-After, {Exposed}";
    }

    // Rounded up, so that a client that returns then is admitted.
    private static string Seconds(TimeSpan duration) => Math.Max(1, (long)Math.Ceiling(duration.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
