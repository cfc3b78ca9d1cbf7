using System.Text.Json.Serialization;
using IssueAi.Issues;

namespace IssueAi.Http;

/// <summary>A stored issue as clients see it.</summary>
/// <param name="Title">Its title; null where none was sent.</param>
/// <param name="Description">Its description; null where none was sent.</param>
/// <param name="Labels">Its labels; null where none were sent.</param>
internal sealed record IssueJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyList<string>? Labels)
{
    public static IssueJson Create(StoredIssue issue) => new(issue.Title, issue.Description, issue.Labels);
}
