using System.Collections.Frozen;
using System.Text.Json;

namespace IssueAi.Telemetry;

/// <summary>Names failures as <c>error</c> frames do.</summary>
internal static class ErrorTypes
{
    /// <summary>A call to the model that was ended from outside: by a disconnect, a cancel or a time-out.</summary>
    public const string Cancelled = "cancelled";

    private static readonly FrozenDictionary<ErrorCode, string> Names =
        Enum.GetValues<ErrorCode>().ToFrozenDictionary(code => code, code => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()));

    public static string Of(ErrorCode code) => Names[code];
}
