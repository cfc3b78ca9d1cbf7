namespace IssueAi.IntegrationTests;

/// <summary>Waits for conditions that nothing signals.</summary>
internal static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var timer = new PeriodicTimer(Interval);
        while (!condition()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
