using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>Where a score comes from.</summary>
[JsonConverter(typeof(ConfidenceMethodConverter))]
public enum ConfidenceMethod
{
    /// <summary>From how likely the model thought its own words.</summary>
    [JsonStringEnumMemberName("logprobs")]
    LogProbabilities,

    /// <summary>From a question to the model about its answer.</summary>
    [JsonStringEnumMemberName("self-assessment")]
    SelfAssessment,
}
