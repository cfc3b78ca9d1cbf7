using System.Globalization;

namespace IssueAi.ModelSimulator.Directives;

/// <summary>Durations as people write them: <c>50ms</c>, <c>2s</c>, <c>1.5</c> (seconds).</summary>
internal static class DurationText
{
    private const double LongestSeconds = 24 * 60 * 60;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (digits, scale) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) => (text[..^2], 0.001),
            _ when text.EndsWith('s') => (text[..^1], 1.0),
            _ => (text, 1.0),
        };
        var isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        duration = isNumber ? TimeSpan.FromSeconds(Math.Min(number * scale, LongestSeconds)) : default;
        return isNumber;
    }
}
