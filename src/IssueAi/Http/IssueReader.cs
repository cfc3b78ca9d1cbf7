using IssueAi.Issues;

namespace IssueAi.Http;

/// <summary>Reads the body of an issue to remember.</summary>
internal static class IssueReader
{
    /// <summary>The most characters a description may have.</summary>
    public const int MaxDescriptionLength = 32_000;

    private const int MaxTitleLength = 300;

    /// <summary>Reads the parts of an issue wherever they stand.</summary>
    public static StoredIssue Read(PropertyReader properties) => new(
        properties.Text("title", MaxTitleLength),
        properties.Text("description", MaxDescriptionLength),
        properties.Texts("labels"));
}
