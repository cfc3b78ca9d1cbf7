using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>The confidence of an answer, as clients see it.</summary>
/// <param name="Value">0 to 100.</param>
/// <param name="Level">The value's level.</param>
/// <param name="Method">Where it comes from.</param>
/// <param name="Calibrated">Whether a calibration curve was applied.</param>
internal sealed record ConfidenceScore(int Value, ConfidenceLevel Level, ConfidenceMethod Method, bool Calibrated)
{
    private const int MinMedium = 70;
    private const int MaxMedium = 90;

    /// <summary>Gets the level's name as clients see it.</summary>
    [JsonIgnore]
    public string LevelName => Level switch
    {
        ConfidenceLevel.High => "high",
        ConfidenceLevel.Medium => "medium",
        _ => "low",
    };

    /// <summary>Creates a score of 0 to 100. The level is that of the rounded value, which clients see.</summary>
    public static ConfidenceScore Create(double score, ConfidenceMethod method, bool calibrated)
    {
        var value = (int)Math.Round(Math.Clamp(score, 0, 100), MidpointRounding.AwayFromZero);
        return new(value, LevelOf(value), method, calibrated);
    }

    private static ConfidenceLevel LevelOf(int value) => value switch
    {
        > MaxMedium => ConfidenceLevel.High,
        >= MinMedium => ConfidenceLevel.Medium,
        _ => ConfidenceLevel.Low,
    };
}
