using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>The target of a figure.</summary>
/// <param name="Limit">The number.</param>
/// <param name="IsRatio">Whether it is a ratio to the pass-through, or the figure itself.</param>
/// <param name="IsFloor">Whether more is better.</param>
internal sealed record Target(double Limit, bool IsRatio, bool IsFloor)
{
    /// <summary>Gets how many table round trips the figure may hold besides.</summary>
    public int RoundTrips { get; init; }

    public static Target AtMostTimes(double ratio, int roundTrips = 0) => new(ratio, IsRatio: true, IsFloor: false) { RoundTrips = roundTrips };

    public static Target AtLeastTimes(double ratio) => new(ratio, IsRatio: true, IsFloor: true);

    public static Target AtMost(double value) => new(value, IsRatio: false, IsFloor: false);

    public static Target AtLeast(double value) => new(value, IsRatio: false, IsFloor: true);

    /// <summary>Tells whether it is reached, as the figures are written: to two places.</summary>
    public bool IsReached(double value, double ratio)
    {
        var measured = Math.Round(IsRatio ? ratio : value, 2);
        return IsFloor ? measured >= Limit : measured <= Limit;
    }

    public override string ToString() => string.Create(Numbers.Format, $"{(IsFloor ? "≥" : "≤")} {(IsRatio ? "× " : "")}{Limit}{Beside}");

    private string Beside => RoundTrips == 0 ? string.Empty : $" plus {RoundTrips} table round trips";
}
