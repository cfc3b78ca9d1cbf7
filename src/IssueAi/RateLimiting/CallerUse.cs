namespace IssueAi.RateLimiting;

/// <summary>A caller's usage of both quotas, or a change of it.</summary>
/// <param name="Requests">The requests of the last window.</param>
/// <param name="Day">The day, UTC, that the tokens are counted for.</param>
/// <param name="Tokens">
/// The model's tokens of that day: used, or reserved for answers that haven't ended. In a change it may be below zero.
/// </param>
internal sealed record CallerUse(RequestLog Requests, DateOnly Day, long Tokens)
{
    public static CallerUse None { get; } = new(RequestLog.Empty, default, 0);

    public bool IsNone => Requests.Count == 0 && Tokens == 0;

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>Gets the end of a day, when its tokens become free.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Gives the part that still counts at a time.</summary>
    public CallerUse At(DateTimeOffset now, TimeSpan window)
    {
        var today = DayOf(now);
        return new(Requests.At(now, window), today, Day == today ? Tokens : 0);
    }

    /// <summary>Adds a change of the same day.</summary>
    public CallerUse Add(CallerUse change, TimeSpan window) =>
        this with { Requests = Requests.Add(change.Requests, window), Tokens = Tokens + change.Tokens };
}
