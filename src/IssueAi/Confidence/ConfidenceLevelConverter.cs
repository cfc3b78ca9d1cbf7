using System.Text.Json;
using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>Writes a <see cref="ConfidenceLevel"/> as the contract spells it: <c>medium</c>.</summary>
internal sealed class ConfidenceLevelConverter() : JsonStringEnumConverter<ConfidenceLevel>(JsonNamingPolicy.KebabCaseLower);
