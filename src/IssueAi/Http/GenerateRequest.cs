using IssueAi.Issues;

namespace IssueAi.Http;

/// <summary>A valid request for a response, as the client sent it. Null properties were left out.</summary>
/// <param name="IssueId">Which issue it is about.</param>
/// <param name="Sent">The sent parts of the issue.</param>
/// <param name="Message">The first message of a chat's user: the issue's description if none was sent and none is stored.</param>
/// <param name="Regenerate">Whether to make a new version.</param>
/// <param name="Instructions">A wish about the answer.</param>
/// <param name="Language">The answer's language.</param>
internal sealed record GenerateRequest(string IssueId, StoredIssue Sent, string? Message, bool Regenerate, string? Instructions, string? Language);
