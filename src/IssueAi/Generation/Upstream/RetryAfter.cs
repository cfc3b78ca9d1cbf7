using System.Globalization;
using System.Net.Http.Headers;

namespace IssueAi.Generation.Upstream;

/// <summary>Reads how long a provider asks to be left alone.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// Reads <c>retry-after-ms</c>, else <c>retry-after</c> in seconds or as a date. Null where neither can be read.
    /// </summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider clock)
    {
        if (ReadNumber(headers, "retry-after-ms") is { } milliseconds) return Limit(milliseconds / 1000);
        if (ReadNumber(headers, "retry-after") is { } seconds) return Limit(seconds);
        return headers.RetryAfter?.Date is { } date ? Limit((date - clock.GetUtcNow()).TotalSeconds) : null;
    }

    // Fractions of a second are no valid Retry-After, yet providers send them.
    private static double? ReadNumber(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    // A number may be larger than any TimeSpan, and a date may be past.
    private static TimeSpan Limit(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
}
