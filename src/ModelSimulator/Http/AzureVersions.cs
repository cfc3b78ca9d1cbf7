using System.Globalization;

namespace IssueAi.ModelSimulator.Http;

/// <summary>Knows which <c>api-version</c> Azure takes where.</summary>
internal static class AzureVersions
{
    private const int DateLength = 10;

    /// <summary>Returns the day of a dated version; null for any other.</summary>
    public static DateOnly? DayOf(string? version) =>
        version is { Length: >= DateLength }
        && version[DateLength..] is ("" or "-preview")
        && DateOnly.TryParseExact(version[..DateLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Tells whether the versionless path takes a version.</summary>
    public static bool IsVersionless(string? version) => version is null or "" or "v1" or "preview" or "latest";
}
