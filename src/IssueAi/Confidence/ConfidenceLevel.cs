using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>The confidence in three levels: green, yellow, red.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ConfidenceLevel>))]
public enum ConfidenceLevel
{
    /// <summary>Below 70.</summary>
    Low,

    /// <summary>70 to 90.</summary>
    Medium,

    /// <summary>Above 90.</summary>
    High,
}
