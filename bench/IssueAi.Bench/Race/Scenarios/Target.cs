using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>What a figure has to reach.</summary>
/// <param name="Limit">The number.</param>
/// <param name="IsRatio">Whether it is a ratio to the pass-through, or the figure itself.</param>
/// <param name="IsFloor">Whether more is better.</param>
internal sealed record Target(double Limit, bool IsRatio, bool IsFloor)
{
    /// <summary>Gets what the limit leaves out, in words.</summary>
    public string Beside { get; init; } = string.Empty;

    public static Target AtMostTimes(double ratio, string beside = "") => new(ratio, IsRatio: true, IsFloor: false) { Beside = beside };

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
}
