using IssueAi.Issues;

namespace IssueAi.Http;

/// <summary>A valid request for an answer, as the caller sent it. What is null was left out.</summary>
internal sealed record GenerateRequest(string IssueId, StoredIssue Sent, bool Regenerate, string? Instructions, string? Language);
