namespace IssueAi.Streaming;

/// <summary>Names responses: 32 hexadecimal digits, which nobody can guess.</summary>
internal static class ResponseIds
{
    public static string Create() => Guid.NewGuid().ToString("N");

    /// <summary>Tells whether a text has the form of an id, so that none but such go into a query.</summary>
    public static bool IsValid(string responseId) => responseId.Length == 32 && responseId.All(char.IsAsciiHexDigitLower);
}
