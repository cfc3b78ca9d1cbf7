using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

[JsonSerializable(typeof(IReadOnlyList<double>))]
internal sealed partial class CalibrationJsonContext : JsonSerializerContext;
