namespace IssueAi.Confidence;

/// <summary>Whose answer it is, and to what: what calibrates its confidence.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Action">The action's name.</param>
internal readonly record struct AnswerSubject(string Tenant, string Action);
