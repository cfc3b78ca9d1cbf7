using IssueAi.Issues;

namespace IssueAi.Http;

/// <summary>A valid request for an answer, as the caller sent it. What is null was left out.</summary>
/// <param name="IssueId">Which issue it is about.</param>
/// <param name="Sent">What it says of the issue.</param>
/// <param name="Message">What a chat's user wrote first: the issue's description where none was sent and none is stored.</param>
/// <param name="Regenerate">Whether to make a new version.</param>
/// <param name="Instructions">A wish about the answer.</param>
/// <param name="Language">The answer's language.</param>
internal sealed record GenerateRequest(string IssueId, StoredIssue Sent, string? Message, bool Regenerate, string? Instructions, string? Language);
