namespace IssueAi.RateLimiting;

/// <summary>A caller's usage of both quotas, or a change of it.</summary>
/// <param name="Requests">The requests of the last window.</param>
/// <param name="Day">The day, UTC, that the tokens are counted for.</param>
/// <param name="UsedTokens">The model's tokens used on that day. In a change it may be below zero.</param>
/// <param name="Reservations">The tokens reserved for responses that haven't ended.</param>
internal sealed record CallerUse(RequestLog Requests, DateOnly Day, long UsedTokens, TokenReservations Reservations)
{
    public static CallerUse None { get; } = NoneOf(default);

    public bool IsNone => Requests.Count == 0 && UsedTokens == 0 && Reservations.IsNone;

    /// <summary>Gets the tokens that count: used or reserved.</summary>
    public long Tokens => UsedTokens + Reservations.Total;

    /// <summary>Gives no usage on a day.</summary>
    public static CallerUse NoneOf(DateOnly day) => new(RequestLog.Empty, day, 0, TokenReservations.None);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>Gets the end of a day, when its tokens become free.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Gives the part that still counts at a time.</summary>
    public CallerUse At(DateTimeOffset now, TimeSpan window)
    {
        var today = DayOf(now);
        var requests = Requests.At(now, window);
        return Day == today ? new(requests, today, UsedTokens, Reservations.At(now)) : NoneOf(today) with { Requests = requests };
    }

    /// <summary>Adds a change of the same day.</summary>
    public CallerUse Add(CallerUse change, TimeSpan window) => this with
    {
        Requests = Requests.Add(change.Requests, window),
        UsedTokens = UsedTokens + change.UsedTokens,
        Reservations = Reservations.Add(change.Reservations),
    };

    /// <summary>Gives the usage without anything below zero.</summary>
    public CallerUse AboveZero() => this with { UsedTokens = Math.Max(0, UsedTokens), Reservations = Reservations.AboveZero() };
}
