namespace IssueAi.Http;

/// <summary>A decoded segment of a path.</summary>
/// <param name="Text">The text; null where <paramref name="Error"/> is set.</param>
/// <param name="Error">The error; null where there is none.</param>
internal readonly record struct DecodedSegment(string? Text, string? Error)
{
    /// <summary>Gets a segment that isn't percent-encoded as the standard says.</summary>
    public static DecodedSegment Malformed => new(null, "isn't percent-encoded UTF-8");

    /// <summary>Gets a segment that more than one id may be meant by.</summary>
    public static DecodedSegment Ambiguous => new(null, "is ambiguous in a path");

    public static DecodedSegment Of(string text) => new(text, null);
}
