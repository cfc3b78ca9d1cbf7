using Azure;

namespace IssueAi.Tables;

/// <summary>
/// Tells how old a row is by the service's own clocks: the time of its answer minus the row's timestamp. The instances'
/// clocks may differ by minutes.
/// </summary>
internal static class ServiceClock
{
    /// <summary>Gets the row's age, to the second; zero where the service doesn't say.</summary>
    public static TimeSpan AgeOf(DateTimeOffset? timestamp, Response response) =>
        timestamp is { } written && response.Headers.Date is { } now && now > written ? now - written : TimeSpan.Zero;
}
