using System.Globalization;
using IssueAi.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Tells a caller how it stands with a budget.</summary>
internal static class RateLimitHeaders
{
    private const string Limit = "RateLimit-Limit";
    private const string Remaining = "RateLimit-Remaining";
    private const string Reset = "RateLimit-Reset";

    /// <summary>The names, as pages of other origins need them to be let in on.</summary>
    public const string Exposed = $"{Limit}, {Remaining}, {Reset}";

    public static void Write(HttpResponse response, QuotaStatus budget)
    {
        response.Headers[Limit] = budget.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers[Remaining] = budget.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers[Reset] = Seconds(budget.Reset);
    }

    /// <summary>Adds when it makes sense to come back.</summary>
    public static void WriteRefusal(HttpResponse response, QuotaStatus budget)
    {
        Write(response, budget);
        response.Headers.RetryAfter = Seconds(budget.Reset);
        response.Headers.AccessControlExposeHeaders = $"Retry-After, {Exposed}";
    }

    // Rounded up: whoever comes back then is let in.
    private static string Seconds(TimeSpan duration) => Math.Max(1, (long)Math.Ceiling(duration.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
