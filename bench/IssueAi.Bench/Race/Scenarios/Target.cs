using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>The target of a figure.</summary>
/// <param name="Limit">The number.</param>
/// <param name="IsRatio">Whether the limit applies to the ratio to the pass-through instead of the figure.</param>
/// <param name="IsFloor">Whether the limit is a minimum.</param>
internal sealed record Target(double Limit, bool IsRatio, bool IsFloor)
{
    /// <summary>Gets the number of table round trips that the figure may include.</summary>
    public int RoundTrips { get; init; }

    public static Target AtMostTimes(double ratio, int roundTrips = 0) => new(ratio, IsRatio: true, IsFloor: false) { RoundTrips = roundTrips };

    public static Target AtLeastTimes(double ratio) => new(ratio, IsRatio: true, IsFloor: true);

    public static Target AtMost(double value) => new(value, IsRatio: false, IsFloor: false);

    public static Target AtLeast(double value) => new(value, IsRatio: false, IsFloor: true);

    /// <summary>Tells whether the target is reached, at the written precision of two decimals.</summary>
    public bool IsReached(double value, double ratio)
    {
        var measured = Math.Round(IsRatio ? ratio : value, 2);
        return IsFloor ? measured >= Limit : measured <= Limit;
    }

    public override string ToString() => string.Create(Numbers.Format, $"{(IsFloor ? "≥" : "≤")} {(IsRatio ? "× " : "")}{Limit}{Beside}");

    private string Beside => RoundTrips == 0 ? string.Empty : $" plus {RoundTrips} table round trips";
}
