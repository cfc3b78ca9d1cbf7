using System.Globalization;

namespace IssueAi.Bench.Measures;

/// <summary>Formats numbers.</summary>
internal static class Numbers
{
    public static CultureInfo Format => CultureInfo.InvariantCulture;

    public static string Ms(double value) => string.Create(Format, $"{value:F2} ms");

    public static string Ratio(double value, double to) => string.Create(Format, $"× {value / to:F2}");
}
