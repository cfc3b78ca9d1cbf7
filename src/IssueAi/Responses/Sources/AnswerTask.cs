using IssueAi.Actions;
using IssueAi.Generation;

namespace IssueAi.Responses.Sources;

/// <summary>An answer to be generated.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Action">What is done for the issue.</param>
/// <param name="Prompt">What the model is asked.</param>
internal sealed record AnswerTask(string Tenant, IssueAction Action, ModelPrompt Prompt);
