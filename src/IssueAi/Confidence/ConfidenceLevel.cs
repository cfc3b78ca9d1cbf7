using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>How sure an answer is, in three steps: green, yellow, red.</summary>
[JsonConverter(typeof(ConfidenceLevelConverter))]
public enum ConfidenceLevel
{
    /// <summary>Below 70.</summary>
    Low,

    /// <summary>70 to 90.</summary>
    Medium,

    /// <summary>Above 90.</summary>
    High,
}
