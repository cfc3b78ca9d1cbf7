using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>The source of a score.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ConfidenceMethod>))]
public enum ConfidenceMethod
{
    /// <summary>The log-probabilities of the answer's tokens.</summary>
    [JsonStringEnumMemberName("logprobs")]
    LogProbabilities,

    /// <summary>The model's assessment of its own answer.</summary>
    [JsonStringEnumMemberName("self-assessment")]
    SelfAssessment,
}
