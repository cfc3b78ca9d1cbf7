using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>Writes a <see cref="ConfidenceMethod"/> as the contract spells it: <c>logprobs</c>.</summary>
internal sealed class ConfidenceMethodConverter() : JsonStringEnumConverter<ConfidenceMethod>;
