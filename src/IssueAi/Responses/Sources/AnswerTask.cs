using IssueAi.Actions;
using IssueAi.Generation;

namespace IssueAi.Responses.Sources;

/// <summary>An answer to be generated.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Action">The action.</param>
/// <param name="Prompt">The prompt.</param>
internal sealed record AnswerTask(string Tenant, IssueAction Action, ModelPrompt Prompt);
