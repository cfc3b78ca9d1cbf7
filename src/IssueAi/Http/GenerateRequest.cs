using IssueAi.Issues;

namespace IssueAi.Http;

/// <summary>A valid request for an answer, as the client sent it. Null parts were left out.</summary>
internal sealed record GenerateRequest(string IssueId, StoredIssue Sent, bool Regenerate, string? Instructions, string? Language);
